using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Documents;

/// <summary>
/// Writes a document from the data of the process and keeps it with its hash. What is signed outside comes back in a form, with its number
/// and date.
/// </summary>
public sealed class WriteDocument : ActivityType
{
    public override string Type => "Workflows.WriteDocument";
    public override string Label => "Redactar un documento";
    public override IReadOnlyList<string> Inputs => ["kind", "title", "names", "values", "template"];

    public override void Execute(ActivityContext context)
    {
        var (names, values) = (context.Input("names").AsList(), context.Input("values").AsList());
        if (names.Count != values.Count)
            throw new ActivityFaultException(
                $"El documento tiene {names.Count} nombres y {values.Count} valores: tienen que ser los mismos.");
        var data = names.Zip(values).GroupBy(pair => Values.ToText(pair.First), StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Last().Second, StringComparer.Ordinal);
        var document = new Document(
            context.Text("kind", "informe"), context.Text("title", context.Node.Label), SantiagoTime.DateAt(context.DueAt),
            DocumentTemplate.Fill(context.Input("template"), data));

        var id = context.NextId();
        context.Emit(new FactRecorded(id, Document.Fact, TaskQuestions.Institution(context), new Dictionary<string, object?>
        {
            ["document"] = document.ToValues(),
            ["hash"] = document.Hash,
        }));
        context.Output("documentId", id);
        context.Complete();
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("kind")?.Constant is { } kind && !DocumentKinds.All.Contains(Values.ToText(kind)))
            yield return $"«{Values.ToText(kind)}» no es un tipo de documento: {string.Join(", ", DocumentKinds.All)}.";
        if (node.Input("title") is null)
            yield return "El documento no tiene título.";
        if (node.Input("template") is not { } template)
        {
            yield return "El documento no tiene plantilla.";
            yield break;
        }

        var names = node.Input("names") is { } given ? given.Constant?.AsList().Select(Values.ToText).ToList() : [];
        if (template.Constant is { } blocks)
        {
            foreach (var problem in DocumentTemplate.Problems(blocks, names))
                yield return problem;
        }
    }
}
