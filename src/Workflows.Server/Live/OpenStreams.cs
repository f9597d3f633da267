namespace Workflows.Server.Live;

/// <summary>
/// The streams that are open on this node, by person: past so many of one person the oldest ends, so that nobody keeps others out with
/// connections. The newest is the page somebody looks at.
/// </summary>
public sealed class OpenStreams(LiveOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedList<Place>> _open = new(StringComparer.Ordinal);

    /// <summary>A place for one more stream; given back when it is disposed of.</summary>
    public Place Open(string personId, CancellationToken stopping)
    {
        var place = new Place(this, personId, stopping);
        Place? oldest = null;
        lock (_lock)
        {
            if (!_open.TryGetValue(personId, out var places))
                _open[personId] = places = new();
            if (places.Count >= options.MostForOnePerson)
            {
                oldest = places.First!.Value;
                places.RemoveFirst();
            }

            places.AddLast(place);
        }

        oldest?.Take();
        return place;
    }

    private void Close(Place place)
    {
        lock (_lock)
        {
            if (_open.TryGetValue(place.PersonId, out var places) && places.Remove(place) && places.Count == 0)
                _open.Remove(place.PersonId);
        }
    }

    /// <summary>One stream's place, until it ends or a newer one takes it.</summary>
    public sealed class Place(OpenStreams streams, string personId, CancellationToken stopping) : IDisposable
    {
        private readonly CancellationTokenSource _taken = CancellationTokenSource.CreateLinkedTokenSource(stopping);

        public string PersonId => personId;

        /// <summary>A newer stream of the same person has this place.</summary>
        public bool WasTaken { get; private set; }

        /// <summary>When the server stops or the place is taken.</summary>
        public CancellationToken Ending => _taken.Token;

        public void Take()
        {
            WasTaken = true;
            _taken.Cancel();
        }

        public void Dispose()
        {
            streams.Close(this);
            _taken.Dispose();
        }
    }
}
