namespace Workflows.Server.Tests.Year;

/// <summary>When somebody acts: so many working days after the deadline, or before it when negative, at an hour of Santiago.</summary>
internal readonly record struct Moment(int WorkingDays, TimeOnly Hour);

internal enum AssociationConduct { Comments, Declines, KeepsSilent }

/// <summary>Of the head of service, or of whoever governs the region.</summary>
internal enum HeadConduct { Proposes, ReturnsAndIsAnswered, ReturnsAndMeetsSilence }

internal enum MinistryConduct { Approves, ReturnsAndIsAnswered, ReturnsAndMeetsSilence }

/// <summary>How everybody behaves in one institution's formulation. The same seed always gives the same year.</summary>
internal sealed record Conduct
{
    private const int Seed = 2026;

    // Between 09:00 and 13:00, when notices to authorities are held, and after.
    private static readonly TimeOnly[] Hours = [new(10, 0), new(15, 30)];

    private static readonly int[] Punctual = [-6, -3, -1, 0];
    private static readonly int[] Late = [2, 5, 6, 10, 12];

    public required Moment Proposal { get; init; }
    public required AssociationConduct Association { get; init; }
    public required Moment Comment { get; init; }
    public required HeadConduct Head { get; init; }
    public required Moment HeadProposes { get; init; }
    public required MinistryConduct Ministry { get; init; }
    public required Moment MinistryReview { get; init; }
    public required Moment Correction { get; init; }
    public required IReadOnlyList<Moment> Networks { get; init; }

    /// <summary>Which of the three networks returns the proposal the first time; null when all agree.</summary>
    public required int? NetworkThatReturns { get; init; }
    public required bool CommitteeReturns { get; init; }
    public required Moment Certificate { get; init; }
    public required Moment Decree { get; init; }
    public required Moment Publication { get; init; }

    /// <summary>What matters most turns in a wheel, so that every combination happens; the rest is drawn.</summary>
    public static IReadOnlyList<Conduct> OfTheYear(int institutions)
    {
#pragma warning disable CA5394 // a script that is the same every time
        var draw = new Random(Seed);
        return [.. Enumerable.Range(0, institutions).Select(number => new Conduct
        {
            Proposal = number % 2 == 0 ? Of(Punctual) : new Moment(Late[number / 2 % Late.Length], Hour()),
            Association = (AssociationConduct)(number / 3 % 3),
            Comment = Of([-4, -2, 0]),
            Head =
                (number % 11) switch { 7 => HeadConduct.ReturnsAndIsAnswered, 9 => HeadConduct.ReturnsAndMeetsSilence,
                    _ => HeadConduct.Proposes },
            HeadProposes = Usually(),
            Ministry = (MinistryConduct)(number % 3),
            MinistryReview = Usually(),
            Correction = Of([-7, -4, -1, 0]),
            Networks = [Usually(), Usually(), Usually()],
            NetworkThatReturns = number % 8 == 5 ? number % 3 : null,
            CommitteeReturns = number % 13 == 4,
            Certificate = Usually(),
            Decree = Usually(),
            Publication = Usually(),
        })];

        TimeOnly Hour() => Hours[draw.Next(Hours.Length)];
        Moment Of(int[] days) => new(days[draw.Next(days.Length)], Hour());
        Moment Usually() => Of(draw.Next(3) > 0 ? Punctual : Late);
#pragma warning restore CA5394
    }
}
