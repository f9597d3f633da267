import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../api/client";
import { spanish } from "../ui/numbers";

/** How many institutions reached each step of the table, of those whose degree a decree has fixed: nothing while there is none. */
export function ResultsSection({ year }: { year: number }) {
  const answer = useQuery({
    queryKey: ["/api/results", year],
    queryFn: ({ signal }) => answerOf(api.GET("/api/results/{year}", { params: { path: { year } }, signal })),
  });
  if (!answer.data?.regimes.length) return null;

  return (
    <section className="section" aria-labelledby="resultados">
      <h2 id="resultados">Resultados fijados</h2>
      {answer.data.regimes.map((regime) => (
        <div key={regime.regime}>
          <ul className="counts" aria-label={regime.regimeName}>
            <li>
              <span className="counts__number">{regime.institutions}</span>
              <div>{regime.institutions === 1 ? "institución" : "instituciones"} con decreto</div>
            </li>
            <li>
              <span className="counts__number">{regime.full.shown}</span>
              <div>cumplió el 100 %: {regime.full.count}</div>
            </li>
            <li>
              <span className="counts__number">{regime.average}</span>
              <div>grado promedio</div>
            </li>
          </ul>
          <ul>
            {regime.tiers.map((tier, i) => (
              <li key={tier.from}>
                {i > 0 && tier.from === 0 ? `Menos de ${spanish(regime.tiers[i - 1]!.from)} %` : `Desde ${spanish(tier.from)} %`}, incremento de {spanish(tier.percent)} %: {tier.institutions.count}{" "}
                ({tier.institutions.shown}).
              </li>
            ))}
          </ul>
          <p className="form__hint">
            {regime.regimeName}, {regime.norm}. Los porcentajes se redondean solo para mostrarlos.
          </p>
        </div>
      ))}
    </section>
  );
}
