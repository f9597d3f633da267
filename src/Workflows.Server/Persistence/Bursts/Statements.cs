using Npgsql;
using NpgsqlTypes;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>Writes statements of a batch: positional parameters with explicit types, so PostgreSQL prepares each text once.</summary>
public static class Statements
{
    public static NpgsqlBatchCommand Create(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    public static NpgsqlBatchCommand Add(this NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = Create(sql, parameters);
        batch.BatchCommands.Add(command);
        return command;
    }

    /// <summary>Gives a command its parameters.</summary>
    public static void With(this NpgsqlCommand command, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
    }

    public static NpgsqlParameter Text(string? value) => Of(value, NpgsqlDbType.Text);

    /// <summary>A long text that is in UTF-8 already.</summary>
    public static NpgsqlParameter Text(byte[] utf8) =>
        new NpgsqlParameter<byte[]> { TypedValue = utf8, NpgsqlDbType = NpgsqlDbType.Text };

    public static NpgsqlParameter Number(long value) =>
        new NpgsqlParameter<long> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bigint };

    public static NpgsqlParameter Whole(int? value) => Of(value, NpgsqlDbType.Integer);

    public static NpgsqlParameter Flag(bool value) => new NpgsqlParameter<bool> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Boolean };

    public static NpgsqlParameter Instant(DateTimeOffset? value) => Of(value?.ToUniversalTime(), NpgsqlDbType.TimestampTz);

    public static NpgsqlParameter Span(TimeSpan value) => Of(value, NpgsqlDbType.Interval);

    public static NpgsqlParameter Bytes(byte[] value) => Of(value, NpgsqlDbType.Bytea);

    public static NpgsqlParameter Texts(IEnumerable<string?> values) => Many(values, NpgsqlDbType.Text);

    public static NpgsqlParameter Numbers(IEnumerable<long> values) => Many(values, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Numbers(IEnumerable<long?> values) => Many(values, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Wholes(IEnumerable<int?> values) => Many(values, NpgsqlDbType.Integer);

    public static NpgsqlParameter Flags(IEnumerable<bool> values) => Many(values, NpgsqlDbType.Boolean);

    public static NpgsqlParameter Instants(IEnumerable<DateTimeOffset?> values) =>
        Many(values.Select(value => value?.ToUniversalTime()), NpgsqlDbType.TimestampTz);

    /// <summary>Several words in one value of an array parameter; SQL takes them apart with <c>string_to_array(x, E'\n')</c>.</summary>
    public static string Lines(IEnumerable<string> words) => string.Join('\n', words);

    private static NpgsqlParameter Of(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private static NpgsqlParameter Many<T>(IEnumerable<T> values, NpgsqlDbType type) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };
}
