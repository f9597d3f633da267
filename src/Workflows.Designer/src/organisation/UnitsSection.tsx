import { Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { Answer } from "../ui/Answer";
import { DataTable, type Column } from "../ui/DataTable";
import { longDay } from "../ui/dates";
import { MoreMenu } from "../ui/MoreMenu";
import { AddUnitDialog } from "./AddUnitDialog";
import { AddUnitPostDialog } from "./AddUnitPostDialog";
import { byTime } from "./appointments";
import { EndDialog } from "./EndDialog";

type Unit = Api["UnitsUnitView"];
type UnitPost = Api["UnitsUnitPostView"];

/** The units of a place and the order of rank in each: who follows whom when somebody is away. */
export function UnitsSection({ place, changes }: { place: Api["PlacePostsPlaceView"]; changes: boolean }) {
  const [isAdding, setAdding] = useState(false);
  const units = useQuery({
    queryKey: ["/api/organisation/places", place.code, "units"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/places/{code}/units", { params: { path: { code: place.code } }, signal })),
  });

  return (
    <section className="section" aria-labelledby="unidades">
      <div className="card__head">
        <h2 id="unidades">Unidades y orden jerárquico</h2>
        {changes && (
          <Button variant="default" size="compact-md" onClick={() => setAdding(true)}>
            Crear unidad
          </Button>
        )}
      </div>
      <Answer query={units}>
        {(list) => {
          const { current, before } = byTime(list);
          return (
            <Stack gap="lg">
              <Text size="sm">
                {current.length === 0
                  ? "Sin unidades registradas: solo subroga quien esté nombrado o en un orden de subrogancia."
                  : "Cuando alguien falta, actúa por ley quien le sigue en la misma unidad (Ley 18.834, art. 80)."}
              </Text>
              {current.map((unit) => (
                <UnitCard key={unit.id} unit={unit} parent={list.find((other) => other.code === unit.parentCode)?.name} place={place} changes={changes} />
              ))}
              {before.length > 0 && (
                <details>
                  <summary>Unidades que terminaron ({before.length})</summary>
                  <ul>
                    {before.map((unit) => (
                      <li key={unit.id}>
                        {unit.name}, hasta el {longDay(unit.validTo!)}
                      </li>
                    ))}
                  </ul>
                </details>
              )}
              {isAdding && <AddUnitDialog place={place} units={current} onClose={() => setAdding(false)} />}
            </Stack>
          );
        }}
      </Answer>
    </section>
  );
}

function UnitCard({ unit, parent, place, changes }: { unit: Unit; parent?: string; place: Api["PlacePostsPlaceView"]; changes: boolean }) {
  const [open, setOpen] = useState<"post" | "end">();
  const { current, before } = byTime(unit.posts);
  const heading = `unidad-${unit.id}`;
  const close = () => setOpen(undefined);

  return (
    <section aria-labelledby={heading}>
      <div className="card__head">
        <h3 id={heading}>{unit.name}</h3>
        {changes && (
          <MoreMenu
            label={`Más sobre ${unit.name}`}
            acts={[{ label: "Agregar cargo", onChoose: () => setOpen("post") }, { label: "Terminar la unidad", isDangerous: true, onChoose: () => setOpen("end") }]}
          />
        )}
      </div>
      <Text size="sm" mb="xs">
        Código {unit.code}.{parent && ` Depende de ${parent}.`}
        {unit.when === "After" && ` Empieza el ${longDay(unit.validFrom!)}.`}
      </Text>
      {current.length === 0 ? <Text size="sm">Sin cargos registrados.</Text> : <RankTable unit={unit} posts={current} changes={changes} />}
      {before.length > 0 && (
        <details>
          <summary>Cargos que terminaron ({before.length})</summary>
          <RankTable unit={unit} posts={before} changes={false} />
        </details>
      )}
      {open === "post" && <AddUnitPostDialog unit={unit} place={place} onClose={close} />}
      {open === "end" && (
        <EndDialog
          title={`Terminar ${unit.name}`} action="Terminar la unidad" onClose={close}
          send={(body, header) => answerOf(api.POST("/api/organisation/units/{id}/end", { body, params: { path: { id: unit.id }, header } }))}
        />
      )}
    </section>
  );
}

function RankTable({ unit, posts, changes }: { unit: Unit; posts: UnitPost[]; changes: boolean }) {
  const [ending, setEnding] = useState<UnitPost>();
  const columns: Column<UnitPost>[] = [
    {
      key: "title", head: "Cargo", names: true,
      cell: (post) => (
        <>
          {post.rank}. {post.title}
          {!post.meetsRequirements && <div className="support">No reúne los requisitos para subrogar.</div>}
        </>
      ),
    },
    {
      key: "who", head: "Quién",
      cell: (post) => (
        <>
          {post.people.length > 0 ? post.people.join(", ") : "Nadie"}
          {post.roleLabel && <div className="support">Como {post.roleLabel}.</div>}
        </>
      ),
    },
    { key: "from", head: "Desde", cell: (post) => <span className="one-line">{post.validFrom ? longDay(post.validFrom) : "Siempre"}</span> },
    { key: "to", head: "Hasta", cell: (post) => <span className="one-line">{post.validTo ? longDay(post.validTo) : "Sin término"}</span> },
  ];
  const acts: Column<UnitPost> = {
    key: "acts", head: <span className="hidden-words">Acciones</span>, acts: true, align: "right",
    cell: (post) => <MoreMenu label={`Más sobre ${post.title}`} acts={[{ label: "Terminar el cargo", isDangerous: true, onChoose: () => setEnding(post) }]} />,
  };

  return (
    <>
      <DataTable caption={`Orden jerárquico de ${unit.name}`} minWidth="36rem" rows={posts} keyOf={(post) => String(post.id)} columns={changes ? [...columns, acts] : columns} />
      {ending && (
        <EndDialog
          title={`Terminar ${ending.title}`} action="Terminar el cargo" onClose={() => setEnding(undefined)}
          send={(body, header) => answerOf(api.POST("/api/organisation/unit-posts/{id}/end", { body, params: { path: { id: ending.id }, header } }))}
        />
      )}
    </>
  );
}
