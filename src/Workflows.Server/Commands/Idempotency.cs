using System.Text.Json;
using Workflows.Server.Access;
using Workflows.Server.Persistence.Commands;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.Web;

namespace Workflows.Server.Commands;

/// <summary>Marks a route whose body is kept until its hash is known.</summary>
internal sealed record NeedsIdempotencyKey(Func<HttpContext, string, JsonSerializerOptions, Task<IResult>>? Again);

/// <summary>
/// Makes a route a command: it asks for a key, answers a repeated one from the stored answer, and lets two at the same instant meet
/// at the unique key, where the second finds the answer of the first. Refusals are not stored: they can be tried again.
/// </summary>
public static class Idempotency
{
    public static RouteHandlerBuilder Command(this RouteHandlerBuilder route) => route.Command(null);

    /// <param name="again">Makes the answer anew from what was stored, when part of it is only known after the commit.</param>
    internal static RouteHandlerBuilder Command(
        this RouteHandlerBuilder route, Func<HttpContext, string, JsonSerializerOptions, Task<IResult>>? again) =>
        route.WithMetadata(new NeedsIdempotencyKey(again)).AddEndpointFilter(AnswerOnceAsync);

    /// <summary>Lets the body be read twice: by the handler and for its hash.</summary>
    internal static Task BufferAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<NeedsIdempotencyKey>() is not null)
            context.Request.EnableBuffering();
        return next(context);
    }

    private static async ValueTask<object?> AnswerOnceAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var key = context.Request.Headers[IdempotentCommand.Header].ToString();
        if (key.Length is 0 or > IdempotencyRow.LongestKey)
        {
            return Refusal.Invalid(
                $"Agrega el encabezado {IdempotentCommand.Header} con un texto único para esta acción, de hasta "
                + $"{IdempotencyRow.LongestKey} letras, "
                + "como un UUID. Así, si la red falla y repites el envío, la acción se hace una sola vez.");
        }

        var command = context.RequestServices.GetRequiredService<IdempotentCommand>();
        await command.ReadAsync(context, context.RequestServices.GetRequiredService<Acting>(), key);
        if (await command.FindAnswerAsync(context) is { } stored)
            return stored;

        try
        {
            var answer = await next(invocation);
            if (IsRefusal(answer))
                return await command.FindAnswerAsync(context) ?? answer;
            context.RequestServices.GetRequiredService<Changes>().TellOfCommand(context.Request.Path);
            return answer;
        }
        catch (Exception error) when (IdempotentCommand.IsTakenKey(error))
        {
            return await command.FindAnswerAsync(context)
                ?? throw new InvalidOperationException("The idempotency key is taken but its row cannot be read.", error);
        }
    }

    // A second click waits for the first at the lock of what both change and is refused there; the first's answer is then known.
    private static bool IsRefusal(object? answer)
    {
        while (answer is INestedHttpResult nested)
            answer = nested.Result;
        return answer is IStatusCodeHttpResult { StatusCode: >= StatusCodes.Status400BadRequest };
    }
}
