using Workflows.Server.Mail;

namespace Workflows.Server.Tests.Mail;

/// <summary>An address that can never be mailed is refused where it is entered, and the words say why.</summary>
public class MailableAddressTests
{
    [Theory]
    [InlineData("nombre@servicio.gob.cl")]
    [InlineData("nombre.apellido+pmg@servicio.gob.cl")]
    [InlineData("o'higgins_1@x.cl")]
    [InlineData("ana@ñuñoa.cl")]
    public void What_every_server_takes_is_taken(string address) => Assert.Null(MailableAddress.ProblemWith(address));

    [Theory]
    [InlineData("muñoz@servicio.gob.cl", "«ñ»")]
    [InlineData("josé@servicio.gob.cl", "«é»")]
    [InlineData("", "nombre@servicio.gob.cl")]
    [InlineData("sin-arroba", "nombre@servicio.gob.cl")]
    [InlineData("dos@arrobas@x.cl", "nombre@servicio.gob.cl")]
    [InlineData(".punto@x.cl", "nombre@servicio.gob.cl")]
    [InlineData("punto.@x.cl", "nombre@servicio.gob.cl")]
    [InlineData("dos..puntos@x.cl", "nombre@servicio.gob.cl")]
    [InlineData("\"con comillas\"@x.cl", "nombre@servicio.gob.cl")]
    [InlineData("con espacio@x.cl", "nombre@servicio.gob.cl")]
    [InlineData("ana@[127.0.0.1]", "nombre@servicio.gob.cl")]
    [InlineData("ana@127.0.0.1", "nombre@servicio.gob.cl")]
    [InlineData("ana@servicio", "nombre@servicio.gob.cl")]
    [InlineData("ana@x..cl", "nombre@servicio.gob.cl")]
    [InlineData("ana@-x.cl", "nombre@servicio.gob.cl")]
    [InlineData("ana@x_y.cl", "nombre@servicio.gob.cl")]
    [InlineData("ana@x.cl\r\nBcc: b@x.cl", "nombre@servicio.gob.cl")]
    public void What_some_server_refuses_is_refused_with_the_reason(string address, string why) =>
        Assert.Contains(why, MailableAddress.ProblemWith(address), StringComparison.Ordinal);

    [Fact]
    public void A_part_before_the_at_that_is_too_long_is_refused() =>
        Assert.NotNull(MailableAddress.ProblemWith(new string('a', 65) + "@x.cl"));

    [Fact]
    public void An_address_with_its_name_is_judged_by_its_address()
    {
        Assert.Null(MailableAddress.ProblemWithNamed("Flujos <no-responder@localhost>"));
        Assert.NotNull(MailableAddress.ProblemWithNamed("Señora Muñoz <muñoz@x.cl>"));
    }
}
