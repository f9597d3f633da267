using System.Net;
using System.Text;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Accounts;

/// <summary>
/// Whoever had an address for entering learns, at that address, that it is another now: otherwise they would learn it from nobody.
/// </summary>
public class EmailChangeTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task An_address_changed_by_an_administrator_is_told_to_the_address_of_before()
    {
        var name = await NameOfAsync(ApiFixture.Officer);
        await ChangeAsync(ApiFixture.Officer, name, "nueva.direccion@example.cl");

        var mail = await server.Mails.OneToAsync($"{ApiFixture.Officer}@example.cl", IsAboutTheAddress);

        Assert.Contains(await NameOfAsync(ApiFixture.Administrator), mail.Text, StringComparison.Ordinal);
        Assert.Contains("Si nadie sabía de este cambio", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("nueva.direccion@example.cl", mail.Text + mail.Html, StringComparison.Ordinal);
        (await server.Nobody().LogInAsync(ApiFixture.Officer)).MustBe(HttpStatusCode.Unauthorized);
        (await server.Nobody().LogInByAsync("nueva.direccion@example.cl", "demo")).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_name_that_is_corrected_tells_nobody()
    {
        await ChangeAsync(ApiFixture.OtherOfficer, "Nombre corregido", $"{ApiFixture.OtherOfficer}@example.cl");

        Assert.Equal(0, await MailsToAsync($"{ApiFixture.OtherOfficer}@example.cl"));
    }

    [Fact]
    public async Task An_address_changed_by_an_import_is_told_as_well_and_one_that_is_only_previewed_is_not()
    {
        var csv =
            $"id,name,email,role,scope\n{ApiFixture.SectorOfficer},Persona del sector,sector.nuevo@example.cl,ministry.pmgOfficer,CTCI\n";

        (await ImportAsync("people?preview=true", csv)).MustBe(HttpStatusCode.OK);
        var previewed = await MailsToAsync($"{ApiFixture.SectorOfficer}@example.cl");
        (await ImportAsync("people", csv)).MustBe(HttpStatusCode.OK);

        Assert.Equal(0, previewed);
        await server.Mails.OneToAsync($"{ApiFixture.SectorOfficer}@example.cl", IsAboutTheAddress);
        Assert.Equal(1, await MailsToAsync($"{ApiFixture.SectorOfficer}@example.cl"));
    }

    [Fact]
    public async Task A_change_that_is_refused_tells_nobody()
    {
        var taken = await (await server.AsAsync(ApiFixture.Administrator)).PostAsync(
            $"/api/organisation/people/{ApiFixture.SecondReviewer}/change",
            new { name = "Nombre", email = $"{ApiFixture.Reviewer}@example.cl" });

        taken.MustBe(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(0, await MailsToAsync($"{ApiFixture.SecondReviewer}@example.cl"));
    }

    private static bool IsAboutTheAddress(Workflows.Server.Mail.Transport.OutgoingMail mail) =>
        mail.Subject == "Cambió el correo de una cuenta";

    private Task<long> MailsToAsync(string email) =>
        server.CountAsync("select count(*) from mails where template = 'correo-cambiado' and $1 = any(emails)", email);

    private Task<string> NameOfAsync(string person) => server.ScalarAsync<string>("select name from people where id = $1", person);

    private async Task ChangeAsync(string person, string name, string email) =>
        (await (await server.AsAsync(ApiFixture.Administrator)).PostAsync($"/api/organisation/people/{person}/change", new { name, email }))
            .MustBe(HttpStatusCode.OK);

    private async Task<ApiAnswer> ImportAsync(string list, string csv)
    {
        var administrator = await server.AsAsync(ApiFixture.Administrator);
        using var body = new StringContent(csv, Encoding.UTF8, "text/csv");
        return await server.FinishAsync(administrator, await administrator.PostAsync($"/api/organisation/import/{list}", body));
    }
}
