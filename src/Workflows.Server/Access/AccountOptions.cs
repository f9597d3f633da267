namespace Workflows.Server.Access;

/// <summary>How strict this server is with accounts.</summary>
public sealed record AccountOptions
{
    /// <summary>What OWASP asks of PBKDF2 with HMAC-SHA512.</summary>
    public const int TodaysCost = 220_000;

    /// <summary>Whether roles that decide need a second factor. Off by default only in Development.</summary>
    public bool RequireSecondFactor { get; init; } = true;

    /// <summary>
    /// Iterations of PBKDF2. Raised, stored hashes follow as their owners log in; never under today's cost but in Development.
    /// </summary>
    public int PasswordCost { get; init; } = TodaysCost;

    /// <summary>A session is over after this, however much it was used.</summary>
    public TimeSpan SessionLength { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Without a request in this time a session is over.</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromHours(10);

    /// <summary>
    /// So many wrong passwords from one network in a quarter of an hour, on whatever accounts, close it for browsers nobody knows.
    /// </summary>
    public int FailuresFromOneNetwork { get; init; } = 100;

    public static AccountOptions From(IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection("Accounts");
        var options = section.Get<AccountOptions>() ?? new();
        if (options.PasswordCost < TodaysCost && !environment.IsDevelopment())
            throw new InvalidOperationException(
                $"Accounts:{nameof(PasswordCost)} has to be {TodaysCost} or more outside Development.");
        if (options.SessionLength <= TimeSpan.Zero || options.SessionIdle <= TimeSpan.Zero)
            throw new InvalidOperationException(
                $"Accounts:{nameof(SessionLength)} and Accounts:{nameof(SessionIdle)} have to be longer than nothing.");
        return options with { RequireSecondFactor = section.GetValue<bool?>(nameof(RequireSecondFactor)) ?? !environment.IsDevelopment() };
    }
}
