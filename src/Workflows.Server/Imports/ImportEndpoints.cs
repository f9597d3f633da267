using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Web.Sheets;

namespace Workflows.Server.Imports;

/// <summary>The lists that the organisation is made of, brought in whole from a sheet by whoever administers.</summary>
internal static class ImportEndpoints
{
    public static void MapImports(this IEndpointRouteBuilder api)
    {
        var lists = api.MapGroup("/organisation").WithTags("Organisation").RequireAuthorization().AllowRoles(Role.Administrator);
        lists.MapGet("/import/{list}/template", ImportOrganisation.Template).WithName("GetImportTemplate")
            .WithSummary("Una planilla vacía con los encabezados de la lista, para llenarla e importarla").ProducesSheet();
        lists.MapPost("/import/{list}", ImportOrganisation.HandleAsync).Command().Accepts<string>("text/csv", SheetTypes.Xlsx)
            .WithName(nameof(ImportOrganisation))
            .WithSummary(
                "Importa institutions, ministries, dependencies, units, unit-posts, committees, seats o people desde CSV o XLSX; con "
                + "preview=true solo muestra qué cambiaría");
    }
}
