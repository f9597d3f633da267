using System.Net;
using System.Text;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Accounts;

public class InvitationTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Password = "tres gatos en el tejado";

    [Fact]
    public async Task An_invitation_opens_a_page_sets_a_password_once_and_the_person_enters_with_their_post()
    {
        await InviteAsync("nueva@servicio.example.cl", "Persona Nueva");
        var secret = await server.Mails.SecretForAsync("nueva@servicio.example.cl");
        var browser = server.Nobody();

        // A scanner that opens the link twice changes nothing.
        await LookAsync(browser, secret);
        var look = await LookAsync(browser, secret);
        var set = await UseAsync(browser, secret, Password);
        var again = await UseAsync(server.Nobody(), secret, "otra clave bien larga");
        var login = await browser.LogInByAsync("nueva@servicio.example.cl", Password);

        Assert.Equal("Persona Nueva", look.MustBe(HttpStatusCode.OK).Json.GetProperty("name").GetString());
        set.MustBe(HttpStatusCode.OK);
        Assert.Contains("ya se usó", again.MustBe(HttpStatusCode.Gone).Detail, StringComparison.Ordinal);
        Assert.Equal(
            "institution.indicatorOfficer", login.MustBe(HttpStatusCode.OK).Json.GetProperty("posts")[0].GetProperty("role").GetString());
    }

    [Fact]
    public async Task The_secret_of_a_link_is_in_its_mail_and_nowhere_else()
    {
        await InviteAsync("secreta@servicio.example.cl", "Persona Reservada");
        var secret = await server.Mails.SecretForAsync("secreta@servicio.example.cl");

        var kept = await server.ScalarAsync<string>(
            "select coalesce(text, '') || coalesce(html, '') || model from mails where $1 = any(emails)", "secreta@servicio.example.cl");

        Assert.Equal(43, secret.Length);
        Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(
            secret, (await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync("/api/mails?pageSize=200")).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_that_expired_or_was_replaced_says_so_and_sets_nothing()
    {
        var person = await InviteAsync("lenta@servicio.example.cl", "Persona Lenta");
        var first = await server.Mails.SecretForAsync("lenta@servicio.example.cl");
        (await (await server.AsAsync(ApiFixture.Administrator)).PostAsync($"/api/organisation/people/{person}/invite"))
            .MustBe(HttpStatusCode.OK);
        var second = await server.Mails.SecretForAsync("lenta@servicio.example.cl", 2);

        var replaced = await UseAsync(server.Nobody(), first, Password);
        await server.TurnAsync(TimeSpan.FromDays(8));
        var expired = await UseAsync(server.Nobody(), second, Password);

        Assert.Contains("más nuevo", replaced.MustBe(HttpStatusCode.Gone).Detail, StringComparison.Ordinal);
        Assert.Contains("venció el", expired.MustBe(HttpStatusCode.Gone).Detail, StringComparison.Ordinal);
        (await server.Nobody().LogInByAsync("lenta@servicio.example.cl", Password)).MustBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("corta", "12 o más")]
    [InlineData("débil2026débil", "«debil»")]
    [InlineData("Contraseña2026!", "se prueban primero")]
    [InlineData("abcdefghijklmnop", "serie")]
    public async Task A_password_that_is_easy_to_guess_is_refused_with_the_reason_and_the_link_still_works(string password, string reason)
    {
        var email = $"{Guid.NewGuid():n}@servicio.example.cl";
        await InviteAsync(email, "Persona Débil");
        var secret = await server.Mails.SecretForAsync(email);

        var refused = await UseAsync(server.Nobody(), secret, password);

        Assert.Contains(reason, refused.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        (await UseAsync(server.Nobody(), secret, Password)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_link_nobody_gave_opens_nothing() =>
        (await LookAsync(server.Nobody(), "inventado")).MustBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task A_file_of_people_is_previewed_and_then_invites_each_of_them_once()
    {
        const string csv =
            "id;name;email;role;scope;run\nuno;Persona "
            + "Uno;uno@lista.example.cl;institution.pmgOfficer;PE-AGN-00597;11.111.111-1\ndos;Persona "
            + "Ñandú;dos@lista.example.cl;institution.pmgOfficer;CA-CON-00725;\n";

        var preview = (await ImportAsync("people?preview=true&invite=true", csv)).MustBe(HttpStatusCode.OK).Json;
        var done = (await ImportAsync("people?invite=true", csv)).MustBe(HttpStatusCode.OK).Json;
        var mails = await server.Mails.ToAsync("dos@lista.example.cl");

        Assert.Equal((2, 2), (preview.GetProperty("added").GetInt32(), preview.GetProperty("invited").GetInt32()));
        Assert.Equal((2, 2), (done.GetProperty("added").GetInt32(), done.GetProperty("invited").GetInt32()));
        Assert.Contains("Persona Ñandú", Assert.Single(mails).Text, StringComparison.Ordinal);
        Assert.Equal("11111111-1", await server.ScalarAsync<string>("select subject from external_identities where person_id = 'uno'"));
    }

    [Theory]
    [InlineData("x;=1+1;x@lista.example.cl;institution.pmgOfficer;PE-AGN-00597;", "Fila 2: «=1+1» empieza con «=»")]
    [InlineData("x;Persona;x@lista.example.cl;institution.pmgOfficer;PE-AGN-00597;11.111.111-2", "Fila 2: el RUN «11.111.111-2» no existe")]
    [InlineData("x;Persona;sin correo;institution.pmgOfficer;PE-AGN-00597;", "Fila 2: «sin correo» no es una dirección")]
    public async Task A_wrong_row_of_people_is_named_and_nobody_is_invited(string row, string expected)
    {
        var answer = await ImportAsync("people?invite=true", $"id;name;email;role;scope;run\n{row}\n");

        Assert.Contains(expected, answer.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Equal(0, await server.CountAsync("select count(*) from account_links where person_id = 'x'"));
    }

    private async Task<string> InviteAsync(string email, string name) =>
        (await (await server.AsAsync(ApiFixture.Administrator)).PostAsync("/api/organisation/people", new
        {
            name, email, invite = true, posts = new[] { new { role = "institution.indicatorOfficer", scope = ApiFixture.Institution } },
        })).MustBe(HttpStatusCode.OK).Json.GetProperty("personId").GetString()!;

    private async Task<ApiAnswer> ImportAsync(string list, string csv)
    {
        using var body = new ByteArrayContent(Encoding.Latin1.GetBytes(csv));
        body.Headers.ContentType = new("text/csv");
        var administrator = await server.AsAsync(ApiFixture.Administrator);
        return await server.FinishAsync(administrator, await administrator.PostAsync($"/api/organisation/import/{list}", body));
    }

    private static Task<ApiAnswer> LookAsync(ApiClient browser, string secret) =>
        browser.SendAsync(HttpMethod.Post, "/api/account-links/look", new { secret });

    private static Task<ApiAnswer> UseAsync(ApiClient browser, string secret, string password) =>
        browser.SendAsync(HttpMethod.Post, "/api/account-links/use", new { secret, password });
}
