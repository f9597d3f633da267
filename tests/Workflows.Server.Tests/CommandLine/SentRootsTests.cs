using MimeKit;
using Workflows.Server.CommandLine;
using Workflows.Server.Persistence;
using Workflows.Server.Tests.Embedded;

namespace Workflows.Server.Tests.CommandLine;

/// <summary>The roots that somebody kept outside are read from mails as they were saved, and from any text with dates and roots.</summary>
public sealed class SentRootsTests : IDisposable
{
    private static readonly string Root = new('a', 64), Previous = new('b', 64);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_mail_saved_as_a_file_says_its_day_and_its_root_and_not_the_one_before()
    {
        var mail = new MimeMessage
        {
            Subject = $"Raíz del diario del lunes 03/08/2026: {Root[..12]}",
            Body = new BodyBuilder
            {
                TextBody =
                    $"Guarda este correo. Con él se comprueba que nadie cambió el diario del lunes 03/08/2026.\n\nRaíz: {Root}\nRaíz "
                    + $"anterior: {Previous}\nProcesos con movimientos: 7\n",
                HtmlBody =
                    $"<h1>Raíz del diario del lunes 03/08/2026</h1><p>Raíz: <code>{Root}</code><br>Raíz anterior: "
                    + $"<code>{Previous}</code></p>",
            }.ToMessageBody(),
        };
        await mail.WriteToAsync(_folder.Inside("raiz-del-diario-20260803.eml"));

        var found = SentRoots.Read([_folder.Path]);

        Assert.Equal(new SentRoot(new(2026, 8, 3), Root, "raiz-del-diario-20260803.eml"), Assert.Single(found));
    }

    [Fact]
    public void A_list_of_roots_as_the_command_prints_it_is_read_too()
    {
        var path = _folder.Inside("raices.txt");
        File.WriteAllText(path, $"Raíz del 3 de agosto de 2026: {Root}\nRaíz del 29 de febrero de 2028: {Previous}\n2026-08-05 {Root}\n");

        Assert.Equal([new DateOnly(2026, 8, 3), new(2026, 8, 5), new(2028, 2, 29)], SentRoots.Read([path]).Select(root => root.Date));
    }

    [Theory]
    [InlineData("No hay nada aquí.")]
    [InlineData("Raíz del 31 de febrero de 2026: aaaa")]
    public void A_file_without_a_root_is_refused_and_never_passes_for_one_that_agrees(string text)
    {
        var path = _folder.Inside("otro.txt");
        File.WriteAllText(path, text);

        Assert.Contains(
            "no hay ninguna raíz", Assert.Throws<CommandRefusedException>(() => SentRoots.Read([path])).Message, StringComparison.Ordinal);
        Assert.Throws<CommandRefusedException>(() => SentRoots.Read([_folder.Inside("no-existe.eml")]));
    }
}
