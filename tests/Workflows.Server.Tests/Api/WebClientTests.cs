using System.Net;

namespace Workflows.Server.Tests.Api;

public class WebClientTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("/tareas/qjdyg7dbn9rq1agshx26.8-5")]
    [InlineData("/procesos/qjdyg7dbn9rq1agshx26.8")]
    public async Task The_address_of_a_task_of_a_stage_opens_the_page_as_a_mail_links_it(string address)
    {
        var nobody = server.Nobody();

        var page = (await nobody.GetAsync(address)).MustBe(HttpStatusCode.OK);

        Assert.Equal((await nobody.GetAsync("/tareas")).Text, page.Text);
    }

    [Theory]
    [InlineData("/assets/no-existe.js")]
    [InlineData("/no-existe.css")]
    [InlineData("/api/no-existe")]
    public async Task What_is_no_page_is_not_answered_with_one(string address)
    {
        (await server.Nobody().GetAsync(address)).MustBe(HttpStatusCode.NotFound);
    }
}
