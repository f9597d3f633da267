namespace Workflows.Definitions.Calendar;

/// <summary>A date was asked that lies outside the years whose holidays are known. Guessing would give a wrong legal date.</summary>
public sealed class CalendarRangeException(int firstYear, int lastYear, string what)
    : InvalidOperationException(
        $"El calendario conoce los feriados de {firstYear} a {lastYear} y {what} queda fuera. " +
        "Pide a quien administra el sistema que cargue los feriados que faltan.");
