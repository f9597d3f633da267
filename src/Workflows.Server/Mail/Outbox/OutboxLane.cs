using System.Diagnostics;
using Workflows.Server.Mail.Rendering;
using Workflows.Server.Mail.Transport;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Mail.Outbox;

/// <summary>
/// One of the mails-in-a-row of a sender: takes some, hands them over, writes down how each ended. What it learned and could
/// not write stays with it until it can: forgetting it would make a delivered mail uncertain.
/// </summary>
internal sealed class OutboxLane(string owner, OutboxParts parts)
{
    /// <summary>So many notices are still a mail that a person scrolls through and a server takes.</summary>
    private const int MostInOne = 200;

    /// <summary>A mail that cannot be prepared, for a reason nobody foresaw, is tried this often and then waits for a person.</summary>
    private const int MostPreparations = 3;
    private const int MostWritings = 8;

    private readonly List<MailEnding> _ended = [];
    private readonly Dictionary<string, int> _unwritten = new(StringComparer.Ordinal); // how often the ending of a mail was refused
    private readonly HashSet<string> _untouched = new(StringComparer.Ordinal);

    /// <summary>Sends until nothing is due, the way is closed or the server stops. Returns how many were handed over.</summary>
    public async Task<int> RunAsync(CancellationToken stopping)
    {
        await WriteDownAsync();
        var handedOver = 0;
        while (!stopping.IsCancellationRequested)
        {
            var passage = parts.Circuit.Enter();
            if (passage == Passage.Closed) break;
            var isProbe = passage == Passage.Probe;
            try
            {
                var mails = await parts.Table.ClaimAsync(
                    owner, parts.Clock.GetUtcNow(), isProbe ? 1 : parts.BatchSize, parts.ClaimLease, CancellationToken.None);
                if (mails.Count == 0) break;
                _untouched.UnionWith(mails.Select(mail => mail.Id));
                handedOver += await SendAsync(mails, isProbe, stopping);
            }
            finally
            {
                if (isProbe) parts.Circuit.NotTried();
                await WriteDownAsync();
            }
        }

        return handedOver;
    }

    private async Task<int> SendAsync(IReadOnlyList<ClaimedMail> mails, bool isProbe, CancellationToken stopping)
    {
        var handedOver = 0;
        // What leaves as one mail is one mail here too; past the most that one can hold there is another.
        var letters = mails.GroupBy(mail => mail.Bundle ?? mail.Id, StringComparer.Ordinal)
            .SelectMany(together => together.Chunk(MostInOne));
        foreach (var chunk in letters.Chunk(parts.ChunkSize))
        {
            if (stopping.IsCancellationRequested || (!isProbe && parts.Circuit.IsOpen)) break;
            var ready = await WriteAsync(chunk);
            if (ready.Count == 0) continue;
            if (!await parts.Rate.PassAsync(ready.Count, parts.Heartbeat, stopping)) break;

            var ours = await MarkAsync(ready);
            parts.Heartbeat.Beat();
            foreach (var (_, envelope, claimed) in ready)
            {
                var lost = claimed.Where(mail => !ours.Contains(mail.Id)).ToList();
                _untouched.ExceptWith(lost.Select(mail => mail.Id)); // withdrawn, or its lease ran out: not ours any more
                if (lost.Count > 0) continue; // and the words name it: the rest go back, to leave without it
                if (!isProbe && parts.Circuit.IsOpen) break; // the rest goes back: nothing was handed over
                await HandOverAsync(claimed, envelope, isProbe);
                handedOver++;
            }
        }

        return handedOver;
    }

    private async Task<List<(IReadOnlyList<WrittenMail> Words, OutgoingMail Envelope, ClaimedMail[] Claimed)>> WriteAsync(
        ClaimedMail[][] letters)
    {
        var ready = new List<(IReadOnlyList<WrittenMail>, OutgoingMail, ClaimedMail[])>(letters.Length);
        foreach (var letter in letters)
        {
            try
            {
                var (words, envelope) = await parts.Writing.WriteAsync(letter, CancellationToken.None);
                ready.Add((words, envelope, letter));
            }
            catch (Exception) when (letter.Length > 1)
            {
                // One that cannot be written keeps nobody from the others: they leave one by one, and it ends alone.
                ready.AddRange(await WriteAsync([.. letter.Select(mail => new[] { mail })]));
            }
            catch (MailRenderingException refusal)
            {
                var mail = letter[0];
                _untouched.Remove(mail.Id);
                _ended.Add(new(mail.Id, MailState.Rejected, refusal.Message, null, parts.Clock.GetUtcNow(), TimeSpan.Zero));
                parts.Log.Refused(mail.Id, mail.Template);
            }
            catch (Exception failure)
            {
                PutAside(letter[0], failure);
            }
        }

        return ready;
    }

    /// <summary>
    /// One commit: the endings of the last ones, and that these are leaving. From here on a crash makes them uncertain. When the database
    /// refuses it, each is asked for alone: the one it was refused for is put aside.
    /// </summary>
    private async Task<IReadOnlySet<string>> MarkAsync(
        IReadOnlyList<(IReadOnlyList<WrittenMail> Words, OutgoingMail Envelope, ClaimedMail[] Claimed)> ready)
    {
        try
        {
            var endings = _ended.ToList();
            var ours = await parts.Table.MarkSendingAsync(
                owner, endings, [.. ready.SelectMany(letter => letter.Words)], parts.SendLease, CancellationToken.None);
            _ended.RemoveRange(0, endings.Count);
            return ours;
        }
        catch (Exception refusal) when (!Transients.IsTransient(refusal))
        {
            await WriteEndingsAsync();
            var ours = new HashSet<string>(StringComparer.Ordinal);
            foreach (var letter in ready)
            {
                try
                {
                    ours.UnionWith(await parts.Table.MarkSendingAsync(owner, [], letter.Words, parts.SendLease, CancellationToken.None));
                }
                catch (Exception failure) when (!Transients.IsTransient(failure))
                {
                    foreach (var mail in letter.Claimed) PutAside(mail, failure);
                }
            }

            return ours;
        }
    }

    /// <summary>
    /// Ends one mail that could not be prepared: it comes again later, a few times, and then waits for a person. A failure that passes is
    /// not held against it.
    /// </summary>
    private void PutAside(ClaimedMail mail, Exception failure)
    {
        _untouched.Remove(mail.Id);
        parts.Log.Unprepared(failure, mail.Id, mail.Template);
        var passes = Transients.IsTransient(failure);
        var isLast = !passes && mail.Attempts + 1 >= MostPreparations;
        _ended.Add(new(
            mail.Id, isLast ? MailState.Rejected : MailState.Queued,
            isLast ? $"No se pudo preparar y no se intentará más: requiere una decisión. {FailureWords.Of(failure)}"
                : $"No se pudo preparar; se intentará de nuevo. {FailureWords.Of(failure)}",
            null, parts.Clock.GetUtcNow(), TimeSpan.Zero, isLast ? null : RetrySchedule.After(mail.Attempts + 1, Chance()),
            Counts: !passes));
    }

    private async Task HandOverAsync(ClaimedMail[] letter, OutgoingMail envelope, bool isProbe)
    {
        var mail = letter[0];
        _untouched.ExceptWith(letter.Select(one => one.Id));
        var started = Stopwatch.GetTimestamp();
        var receipt = await AskAsync(envelope);
        var took = Stopwatch.GetElapsedTime(started);
        var ending = Judge(mail, receipt, took, isProbe);
        _ended.AddRange(letter.Select(one => ending with { Id = one.Id }));
        parts.Log.Ended(mail.Id, ending.State, receipt.Outcome, (long)took.TotalMilliseconds);
        if (receipt.Outcome is MailOutcome.TemporaryFailure or MailOutcome.Uncertain)
            parts.Circuit.Failed(receipt.Outcome == MailOutcome.Uncertain, isProbe);
        else
            parts.Circuit.Answered();
    }

    /// <summary>The answer, or what its absence means. A mail on its way is not interrupted by a stop of the server.</summary>
    private async Task<MailReceipt> AskAsync(OutgoingMail envelope)
    {
        try
        {
            return await parts.Transport.SendAsync(envelope, CancellationToken.None).WaitAsync(parts.LongestSend);
        }
        catch (TimeoutException)
        {
            return new(MailOutcome.Uncertain, "El servidor de correo no respondió a tiempo: puede haber llegado.");
        }
        catch (ArgumentException refusal)
        {
            parts.Log.Broke(refusal, envelope.MessageId);
            return new(
                MailOutcome.PermanentFailure,
                "El correo no se puede armar: una dirección o el asunto no sirven. El detalle técnico está en el registro del servidor.");
        }
        catch (Exception failure)
        {
            // A broken promise of the transport: nobody knows how far it came.
            parts.Log.Broke(failure, envelope.MessageId);
            return new(MailOutcome.Uncertain, $"El envío falló sin respuesta. {FailureWords.Of(failure)}");
        }
    }

    private MailEnding Judge(ClaimedMail mail, MailReceipt receipt, TimeSpan took, bool isProbe)
    {
        var now = parts.Clock.GetUtcNow();
        var tries = mail.Attempts + 1;
        return receipt.Outcome switch
        {
            MailOutcome.Delivered => Ending(MailState.Delivered),
            MailOutcome.Filed => Ending(MailState.Filed),
            MailOutcome.PermanentFailure => Ending(MailState.Rejected),
            MailOutcome.Uncertain => Ending(MailState.Uncertain),
            _ when isProbe => Ending(MailState.Queued) with { RetryIn = RetrySchedule.After(1, Chance()), Counts = false },
            _ when tries >= RetrySchedule.MaxAttempts => Ending(MailState.Rejected) with
            {
                Answer = string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"No salió después de {tries} intentos; no se intentará más. Última respuesta: {receipt.Answer}"),
            },
            _ => Ending(MailState.Queued) with { RetryIn = RetrySchedule.After(tries, Chance()) },
        };

        MailEnding Ending(MailState state) => new(mail.Id, state, receipt.Answer, receipt.Outcome.ToString(), now, took)
        {
            QueueId = receipt.QueueId, Refused = receipt.Refused,
        };
    }

    private async Task WriteDownAsync()
    {
        await WriteEndingsAsync();
        if (_untouched.Count > 0)
        {
            await parts.Table.ReturnAsync(owner, _untouched, CancellationToken.None);
            _untouched.Clear();
        }
    }

    private async Task WriteEndingsAsync()
    {
        if (_ended.Count == 0) return;
        var endings = _ended.ToList();
        var kept = new List<MailEnding>();
        try
        {
            await parts.Table.EndAsync(owner, endings, CancellationToken.None);
        }
        catch (Exception refusal) when (!Transients.IsTransient(refusal))
        {
            foreach (var ending in endings)
            {
                try
                {
                    await parts.Table.EndAsync(owner, [ending], CancellationToken.None);
                }
                catch (Exception failure) when (!Transients.IsTransient(failure))
                {
                    // Remembered for a few turns; after that its lease runs out, it is uncertain and a person decides. The others end as
                    // they did.
                    parts.Log.Unwritten(failure, ending.Id);
                    _unwritten[ending.Id] = _unwritten.GetValueOrDefault(ending.Id) + 1;
                    if (_unwritten[ending.Id] < MostWritings) kept.Add(ending);
                }
            }
        }

        parts.Heartbeat.Beat();
        endings.ForEach(ending => parts.Tell(ending.Id));
        _ended.RemoveRange(0, endings.Count);
        _ended.InsertRange(0, kept);
        foreach (var ending in endings.Except(kept)) _unwritten.Remove(ending.Id);
    }

#pragma warning disable CA5394 // spreads retries; guards nothing
    private static double Chance() => Random.Shared.NextDouble();
#pragma warning restore CA5394
}
