namespace Workflows.Engine.Tests.Running;

public class ScopeTests
{
    [Theory]
    [InlineData("variables.Nombre + variables.Nombre", "PMGPMG")]
    [InlineData("getVariable('Nombre')", "PMG")]
    [InlineData("getNombre()", "PMG")]
    [InlineData("Nombre", "PMG")]
    [InlineData("getInput('anio')", "2026")]
    [InlineData("getAnio()", "2026")]
    [InlineData("input.anio", "2026")]
    [InlineData("anio", "2026")]
    [InlineData("getSinDeclarar()", "libre")]
    [InlineData("`${getInput('declarada')}`", "null")]
    [InlineData("getBusinessKey()", "1")]
    [InlineData("getWorkflowDefinitionId()", "flujo")]
    [InlineData("getVisit()", "1")]
    [InlineData("`${getCorrelationId()}`", "null")]
    [InlineData("`${getLastResult()}`", "null")]
    [InlineData("`${getOutputFrom('w')}`", "null")]
    public void An_expression_reads_what_its_activity_can_see(string script, string written) =>
        Assert.Equal([written], Run(script).Lines);

    [Theory]
    [InlineData("getVariable('Nada')", "No existe la variable «Nada»")]
    [InlineData("setVariable('Nada', 1)", "No existe la variable «Nada»")]
    [InlineData("getInput('nada')", "El flujo no tiene la entrada «nada»")]
    [InlineData("getOutputFrom('nadie')", "No existe la actividad «nadie»")]
    [InlineData("getNada()", "getNada")]
    [InlineData("setNada(1)", "setNada")]
    [InlineData("Nada", "Nada")]
    public void What_does_not_exist_is_an_incident_that_names_it(string script, string named)
    {
        var story = Run(script);

        Assert.Contains(named, story.Incident.Message, StringComparison.Ordinal);
        Assert.NotEqual(Burst.UnforeseenCode, story.Incident.Code);
    }

    [Fact]
    public void A_write_is_seen_by_the_same_expression_and_kept_only_when_the_activity_succeeds()
    {
        var good = Run("`${setVariable('Nombre', 'Otro') == null ? '' : ''}${getNombre()}`");
        var bad = Run("`${setNombre('Otro')}${noExiste}`");

        Assert.Equal(["Otro"], good.Lines);
        Assert.Equal("Otro", good.Instance.Variables["Nombre"]);
        Assert.Equal("PMG", bad.Instance.Variables["Nombre"]);
        Assert.DoesNotContain("variableSet", bad.Kinds);
    }

    [Fact]
    public void A_correlation_set_by_an_expression_is_seen_at_once_and_kept()
    {
        var story = Run("`${setCorrelationId('D-9')}${getCorrelationId()}`");

        Assert.EndsWith("D-9", story.Lines.Single(), StringComparison.Ordinal);
        Assert.Equal("D-9", story.Instance.CorrelationId);
    }

    [Fact]
    public void A_new_guid_is_the_same_in_every_replay_and_another_in_every_call()
    {
        var (one, other) =
            (Run("`${newGuid()} ${newGuid()} ${getWorkflowInstanceId()}`").Lines.Single(), Run(
                "`${newGuid()} ${newGuid()} ${getWorkflowInstanceId()}`").Lines.Single());

        Assert.Equal(one, other);
        Assert.NotEqual(one.Split(' ')[0], one.Split(' ')[1]);
        Assert.True(Guid.TryParse(one.Split(' ')[0], out _));
    }

    [Theory]
    [InlineData("Correlate", "correlationId", "")]
    [InlineData("SetOutput", "outputName", "No se indicó qué salida asignar.")]
    [InlineData("Event", "eventName", "No se indicó qué evento esperar.")]
    [InlineData("PublishEvent", "eventName", "No se indicó qué evento publicar.")]
    [InlineData("Delay", "timeSpan", "No se indicó cuánto esperar.")]
    [InlineData("SetVariable", "value", "No se indicó qué variable asignar.")]
    [InlineData("ExecuteWorkflow", "workflowDefinitionId", "No se indicó qué flujo iniciar.")]
    public void An_activity_that_lacks_what_it_needs_says_so(string type, string input, string message)
    {
        var story = new Story(new Drawing().With("x", type, (input, "")).Compile());

        Assert.Equal(message.Length == 0 ? [] : [$"«x»: {message}"], story.Instance.Incidents.Select(incident => incident.Message));
    }

    [Theory]
    [InlineData("pronto", "«pronto» no es un tiempo de espera")]
    [InlineData("-1.00:00:00", "no es un tiempo de espera")]
    [InlineData("10675199.00:00:00", "es demasiado tiempo de espera")]
    public void A_delay_of_no_sensible_length_is_an_incident(string span, string message) =>
        Assert.Contains(
            message, new Story(new Drawing().With("d", "Delay", ("timeSpan", span)).Compile()).Incident.Message, StringComparison.Ordinal);

    [Fact]
    public void A_child_takes_an_object_as_its_input_and_a_list_of_a_sensible_length()
    {
        Assert.Contains(
            "debe ser un objeto",
            new Story(new Drawing().With("x", "ExecuteWorkflow", ("workflowDefinitionId", "h"), ("input", 7)).Compile()).Incident.Message,
            StringComparison.Ordinal);
        var many = Drawing.Expression("Object", "[" + string.Join(',', Enumerable.Repeat(1, 5_001)) + "]", "Object");
        Assert.Equal("«l»: La lista tiene 5.001 elementos; el máximo es 5.000.",
            new Story(
                new Drawing().With("l", "BulkDispatchWorkflows", ("workflowDefinitionId", "h"), ("items", many))
                    .Compile()).Incident.Message);
    }

    [Fact]
    public void A_join_or_chart_in_a_mode_that_does_not_exist_is_an_incident()
    {
        Assert.Contains(
            "modo desconocido: «Todas»",
            new Story(new Drawing().Lines("a").With("u", "FlowJoin", ("mode", "Todas")).Arrows("a->u").Compile()).Incident.Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "El modo de flujo «token» no está disponible",
            new Story(new Drawing().Lines("a").ChartMode("token").Compile()).Incident.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_local_event_wakes_only_the_instance_that_published_it()
    {
        var listener = new Drawing("oyente").Event("ev").Lines("oyente").Arrows("ev->oyente").Compile();
        var own = new Drawing().With("i", "Start").Event("ev").With("p", "PublishEvent", ("eventName", "ev"), ("isLocalEvent", true))
            .Lines("propio").Arrows("i->ev i->p ev->propio").Compile();
        var host = new Hosting.InMemoryHost(Story.Start, [listener, own]);
        host.Start("oyente");

        host.Start("flujo");

        Assert.Equal(["propio"], host.Lines);
    }

    private static Story Run(string script) => new(
        new Drawing().Variable("Nombre", "String", "PMG").Input("anio").Input("declarada")
            .With("w", "WriteLine", ("text", Drawing.Script(script, "String"))).Compile(),
        new Dictionary<string, object?> { ["anio"] = 2026d, ["sinDeclarar"] = "libre" }, new Hosting.InMemoryHostOptions());
}
