using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Persistence.Commands;

namespace Workflows.Server.Hosting;

/// <summary>
/// The description of the API that clients are made from. What every route shares is said here once: keys, refusals, roles.
/// </summary>
internal static class OpenApiSetup
{
    public const string DocumentName = "v1";

    public static void AddOpenApiDocument(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(DocumentName, new()
            {
                Title = "Workflows",
                Version = DocumentName,
                Description =
                    "API del servidor de flujos. Entra con una cookie de sesión (POST /api/session; lo que cambia algo "
                    + "lleva X-CSRF-Token) o con "
                    + "«Authorization: Bearer wk_…», que solo sirve en las rutas con x-key-commands. Lo que no está en tu ámbito responde "
                    + "404. Todo rechazo es un ProblemDetails en español.",
            });
            options.AddSecurityDefinition("cookie", new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "__Host-workflows"
            });
            options.AddSecurityDefinition("apiKey", new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "wk_…"
            });
            options.DescribeAllParametersInCamelCase();
            options.NonNullableReferenceTypesAsRequired();
            options.SupportNonNullableReferenceTypes();
            // Requests and views are nested in their use case: OpenProcess.Request is OpenProcessRequest to clients.
            options.CustomSchemaIds(NameOf);
            options.OperationFilter<SharedRules>();
        });
    }

    public static void UseOpenApiDocument(this WebApplication app)
    {
        app.UseSwagger();
        app.UseSwaggerUI(options => options.SwaggerEndpoint($"/swagger/{DocumentName}/swagger.json", "Workflows"));
    }

    private static string NameOf(Type type)
    {
        var name = type.IsGenericType
            ? string.Concat(type.GetGenericArguments().Select(NameOf)) + type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]
            : type.Name;
        return type.DeclaringType is { } outer && !outer.Name.EndsWith("Endpoints", StringComparison.Ordinal) ? outer.Name + name : name;
    }

    private sealed class SharedRules : IOperationFilter
    {
        public void Apply(OpenApiOperation operation, OperationFilterContext context)
        {
            var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<NeedsIdempotencyKey>().Any())
            {
                operation.Parameters ??= [];
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = IdempotentCommand.Header,
                    In = ParameterLocation.Header,
                    Required = true,
                    Description = "Texto único para esta acción, como un UUID: repetirla con la misma clave la hace una sola vez.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = IdempotencyRow.LongestKey },
                });
            }

            var roles = metadata.OfType<RolesAllowed>().ToList();
            if (roles.Count > 0)
            {
                var allowed = roles.Select(rule => rule.Allowed.Select(role => role.Code)).Aggregate((all, some) => all.Intersect(some));
                operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
                operation.Extensions["x-roles"] = new JsonNodeExtension(new JsonArray([.. allowed.Select(code => (JsonNode)code)]));
            }

            if (metadata.OfType<KeyUse>().LastOrDefault() is { } use)
            {
                operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
                operation.Extensions["x-key-commands"] = new JsonNodeExtension(
                    new JsonArray([.. use.Commands.Select(command => (JsonNode)command.Code)]));
            }

            operation.Responses ??= [];
            operation.Responses["default"] = new OpenApiResponse
            {
                Description = "Rechazo, en español, con lo que hay que hacer",
                Content = new Dictionary<string, IOpenApiMediaType>
                {
                    ["application/problem+json"] = new OpenApiMediaType
                    {
                        Schema = context.SchemaGenerator.GenerateSchema(
                            typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), context.SchemaRepository)
                    },
                },
            };
        }
    }
}
