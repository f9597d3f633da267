using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Server.Web;

/// <summary>Which part of a list is asked for, and in which order.</summary>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">At most 200.</param>
/// <param name="Sort">A name of the list, with «-» in front for the other way.</param>
public sealed record PageOf(int? Page, int? PageSize, string? Sort)
{
    public const int Largest = 200;
    private const int Usual = 50;

    public int Number => Page ?? 1;

    public int Size => PageSize ?? Usual;
}

/// <summary>One page of a list and how long the whole list is.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, int Number, int Size, int Total);

/// <summary>The orders a list offers by name; the first is the usual one.</summary>
public sealed class Sorts<T>
{
    private readonly List<(string Name, Func<IQueryable<T>, bool, IQueryable<T>> Order)> _orders = [];

    public Sorts<T> By<TKey>(string name, Expression<Func<T, TKey>> key, Expression<Func<T, string>> then)
    {
        _orders.Add((name, (rows, down) => (down ? rows.OrderByDescending(key) : rows.OrderBy(key)).ThenBy(then)));
        return this;
    }

    /// <summary>For an order that wants another table.</summary>
    public Sorts<T> By(string name, Func<IQueryable<T>, bool, IQueryable<T>> order)
    {
        _orders.Add((name, order));
        return this;
    }

    public IEnumerable<string> Names => _orders.Select(order => order.Name);

    internal IQueryable<T>? Apply(IQueryable<T> rows, string? sort)
    {
        var down = sort is ['-', ..];
        var name = sort?.TrimStart('-') ?? _orders[0].Name;
        return _orders.Find(order => order.Name == name).Order?.Invoke(rows, down);
    }
}

public static class Paging
{
    /// <summary>What is wrong with the page asked for, in Spanish; null when nothing is.</summary>
    public static string? ProblemWith<T>(this PageOf page, Sorts<T> sorts)
    {
        if (page.Number < 1)
            return "«page» empieza en 1.";
        if (page.Size is < 1 or > PageOf.Largest)
            return $"«pageSize» puede ir de 1 a {PageOf.Largest}.";
        return page.Sort is { } sort && !sorts.Names.Contains(sort.TrimStart('-'))
            ? $"No se puede ordenar por «{sort}». Usa {string.Join(", ", sorts.Names)}, con «-» adelante para invertir."
            : null;
    }

    public static async Task<Page<TView>> ToPageAsync<T, TView>(
        this IQueryable<T> rows, PageOf page, Sorts<T> sorts, Expression<Func<T, TView>> view, CancellationToken ct)
    {
        var total = await rows.CountAsync(ct);
        var ordered = sorts.Apply(rows, page.Sort) ?? throw new ArgumentException($"The list has no order '{page.Sort}'.", nameof(page));
        // In 64 bits, so that an absurd page number is an empty page.
        var skip = (int)Math.Min((page.Number - 1L) * page.Size, int.MaxValue);
        return new(await ordered.Skip(skip).Take(page.Size).Select(view).ToListAsync(ct), page.Number, page.Size, total);
    }
}
