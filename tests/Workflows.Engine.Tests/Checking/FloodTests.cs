using Workflows.Engine.Checking;
using Workflows.Engine.Tests.Samples;

namespace Workflows.Engine.Tests.Checking;

public class FloodTests
{
    [Theory]
    [InlineData("bucle-ante-un-lote.json", "ini", "llega a lo que abre procesos, temporizadores")]
    [InlineData("bucle-ante-una-espera.json", "ini", "llega a lo que abre procesos, temporizadores")]
    [InlineData("espera-de-cero.json", "d", "espera cero, o menos de un segundo, dentro de un bucle")]
    [InlineData("se-inicia-a-si-mismo.json", "b", "se inicia a sí mismo sin esperar nada")]
    public void A_flow_that_would_flood_has_an_error_that_names_the_place(string sample, string activity, string message)
    {
        var error = Assert.Single(WorkflowChecker.Check(Sample.Compile(sample)), problem => problem.IsError);

        Assert.Equal(activity, error.ActivityId);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fork_that_goes_back_and_on_at_once_floods_what_lies_behind_other_steps() =>
        Assert.Contains(
            "floodingLoop",
            Codes(
                new Drawing().With("f", "FlowFork", ("branches", Drawing.Expression("Object", "[\"A\",\"B\"]", "String[]")))
                    .Lines("a", "b", "c")
            .With("x", "ExecuteWorkflow", ("workflowDefinitionId", "otro")).Arrows("f:A->a a->f f:B->b b->c c->x")));

    [Fact]
    public void A_decision_that_either_repeats_or_goes_on_does_not_flood() =>
        Assert.Empty(Codes(
            new Drawing().Lines("a").Decision("d", "getVisit() > 3").Event("e").Lines("f").Arrows("a->d d:True->a d:False->e e->f")));

    [Fact]
    public void A_bulk_that_does_not_wait_makes_no_wait_of_a_loop() =>
        Assert.Contains(
            "endlessLoop",
            Codes(
                new Drawing().With("l", "BulkDispatchWorkflows", ("workflowDefinitionId", "x"), ("items", 1), ("waitForCompletion", false))
            .Lines("a").Arrows("l:Done->a l:Completed->a a->l")));

    [Theory]
    [InlineData("00:00:00.5", true)]
    [InlineData("00:00:01", false)]
    public void A_loop_needs_a_wait_that_lets_time_pass(string span, bool isError) =>
        Assert.Equal(
            isError,
            Codes(new Drawing().With("d", "Delay", ("timeSpan", span)).Decision("q", "getVisit() > 3").Lines("f")
                .Arrows("d->q q:True->d q:False->f")).Contains("zeroWait"));

    [Fact]
    public void A_wait_of_zero_in_a_loop_comes_with_one_that_lets_a_day_pass()
    {
        var problem = WorkflowChecker.Check(Sample.Compile("espera-de-cero.json")).Single(problem => problem.Code == "zeroWait");

        Assert.Equal(("timeSpan", "1.00:00:00"), (problem.Fix!.Data["input"], problem.Fix.Data["value"]));
    }

    [Fact]
    public void A_wait_of_zero_outside_a_loop_or_beside_a_real_wait_is_in_order()
    {
        Assert.Empty(Codes(new Drawing().With("d", "Delay", ("timeSpan", "00:00:00")).Lines("f").Arrows("d->f")));
        Assert.Empty(
            Codes(
                new Drawing().With("d", "Delay", ("timeSpan", "00:00:00")).Event("e").Decision("q", "getVisit() > 3").Lines("f")
                    .Arrows("d->e e->q q:True->d q:False->f")));
    }

    [Fact]
    public void A_flow_that_starts_itself_by_a_decision_is_warned_of_and_after_a_wait_it_is_in_order()
    {
        var decided = WorkflowChecker.Check(
            new Drawing().Decision("d", "getVisit() > 3").With("x", "ExecuteWorkflow", ("workflowDefinitionId", "flujo")).Lines("f")
                .Arrows("d:True->x d:False->f").Compile());

        Assert.Equal(("startsItself", Severity.Warning), decided.Select(problem => (problem.Code, problem.Severity)).Single());
        Assert.Empty(
            Codes(
                new Drawing().With("d", "Delay", ("timeSpan", "365.00:00:00"))
                    .With("x", "ExecuteWorkflow", ("workflowDefinitionId", "flujo")).Arrows("d->x")));
    }

    [Fact]
    public void Ports_for_a_child_that_failed_may_be_drawn_and_need_not()
    {
        Assert.Empty(Codes(new Drawing().With("x", "ExecuteWorkflow", ("workflowDefinitionId", "otro")).Lines("f").Arrows("x->f")));
        Assert.Empty(
            Codes(
                new Drawing().With("x", "ExecuteWorkflow", ("workflowDefinitionId", "otro")).Lines("f", "m")
                    .Arrows("x->f x:Faulted->m x:Canceled->m")));
        Assert.Contains(
            "unknownPort",
            Codes(new Drawing().With("x", "ExecuteWorkflow", ("workflowDefinitionId", "otro")).Lines("f", "m").Arrows("x->f x:Caído->m")));
    }

    private static IReadOnlyList<string> Codes(Drawing drawing) =>
        [.. WorkflowChecker.Check(drawing.Compile()).Select(problem => problem.Code)];
}
