using Workflows.Definitions.Organisation;
using Workflows.Server.Accounts;

namespace Workflows.Server.Tests.Accounts;

public class PasswordRulesTests
{
    private static readonly Person Somebody = new("una", "Josefina Órdenes", "jordenes.finanzas@servicio.example.cl");

    [Theory]
    [InlineData("corta123")]
    [InlineData("contraseña2026")]
    [InlineData("C0ntr4señ4!!")]
    [InlineData("chilechile2026")]
    [InlineData("bienvenidochile")]
    [InlineData("123456789012")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("josefina2026xyz")]
    [InlineData("miclave-ordenes-9")]
    [InlineData("Finanzas.2026.x")]
    public void What_is_tried_first_is_refused(string password) => Assert.NotNull(PasswordRules.ProblemWith(password, Somebody));

    [Theory]
    [InlineData("1qaz2wsx3edc4rfv")]
    [InlineData("qwertyuiop123")]
    [InlineData("Unbelievable")]
    [InlineData("passwordpassword")]
    [InlineData("Manchester-United")]
    [InlineData("leave me alone")]
    [InlineData("1q2w3e4r5t6y")]
    [InlineData("1Q2w3E4r5T6y!!")]
    [InlineData("superman12345")]
    [InlineData("P@ssw0rd1234")]
    [InlineData("2026.M4nch3st3r!")]
    [InlineData("alejandra123!")]
    [InlineData("teamomucho2026")]
    [InlineData("dragon1dragon1")]
    [InlineData("qwertyuiopasdfghjkl")]
    [InlineData("correcthorsebatterystaple")]
    public void What_leaked_from_other_sites_is_refused_however_it_is_dressed(string password) =>
        Assert.NotNull(PasswordRules.ProblemWith(password, Somebody));

    [Theory]
    [InlineData("pmg.xx-yyy-00725")]
    [InlineData("PMG xx yyy 00725!")]
    [InlineData("pmgxxyyy00725-2026")]
    public void An_address_made_of_short_parts_is_no_password_of_its_owner(string password) =>
        Assert.NotNull(PasswordRules.ProblemWith(password, new Person("una", "Encargado/a PMG", "pmg.xx-yyy-00725@servicio.example.cl")));

    [Theory]
    [InlineData("tres gatos en el tejado")]
    [InlineData("correa verde zapato 41")]
    [InlineData("xK9#vq2LmZ0p")]
    [InlineData("zr4t-9mvk-hq2w")]
    [InlineData("la micro pasa a las 7:45")]
    [InlineData("Ñandú azul, 3 empanadas")]
    public void A_phrase_or_random_letters_are_accepted(string password) => Assert.Null(PasswordRules.ProblemWith(password, Somebody));
}

public class TotpTests
{
    // RFC 6238, appendix B, the last six digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_code_of_an_instant_is_that_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeAt("12345678901234567890"u8.ToArray(), DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Fact]
    public void The_secret_is_written_as_apps_read_it() =>
        Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.ToBase32("12345678901234567890"u8.ToArray()));
}
