import { Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { Answer } from "../ui/Answer";
import { longDay } from "../ui/dates";
import { WideTable } from "../ui/WideTable";
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
    <section aria-labelledby="unidades">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4" id="unidades">
          Unidades y orden jerárquico
        </Title>
        {changes && (
          <Button variant="default" size="compact-md" onClick={() => setAdding(true)}>
            Crear unidad
          </Button>
        )}
      </Group>
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
      <Group justify="space-between" mb="xs">
        <Title order={3} size="h5" id={heading}>
          {unit.name}
        </Title>
        {changes && (
          <Group gap="xs">
            <Button variant="default" size="compact-md" aria-label={`Agregar cargo a ${unit.name}`} onClick={() => setOpen("post")}>
              Agregar cargo
            </Button>
            <Button variant="default" size="compact-md" aria-label={`Terminar ${unit.name}`} onClick={() => setOpen("end")}>
              Terminar
            </Button>
          </Group>
        )}
      </Group>
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
  return (
    <WideTable caption={`Orden jerárquico de ${unit.name}`} minWidth="36rem">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Cargo</Table.Th>
          <Table.Th scope="col">Quién</Table.Th>
          <Table.Th scope="col">Desde</Table.Th>
          <Table.Th scope="col">Hasta</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {posts.map((post) => (
          <RankRow key={post.id} post={post} changes={changes} />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function RankRow({ post, changes }: { post: UnitPost; changes: boolean }) {
  const [isEnding, setEnding] = useState(false);

  return (
    <Table.Tr>
      <Table.Td>
        {post.rank}. {post.title}
        {!post.meetsRequirements && <Text size="sm">No reúne los requisitos para subrogar.</Text>}
        {changes && (
          <div>
            <Button mt={4} variant="default" size="compact-md" aria-label={`Terminar ${post.title}`} onClick={() => setEnding(true)}>
              Terminar
            </Button>
          </div>
        )}
        {isEnding && (
          <EndDialog
            title={`Terminar ${post.title}`} action="Terminar el cargo" onClose={() => setEnding(false)}
            send={(body, header) => answerOf(api.POST("/api/organisation/unit-posts/{id}/end", { body, params: { path: { id: post.id }, header } }))}
          />
        )}
      </Table.Td>
      <Table.Td>
        {post.people.length > 0 ? post.people.join(", ") : "Nadie"}
        {post.roleLabel && <Text size="sm">Como {post.roleLabel}.</Text>}
      </Table.Td>
      <Table.Td>{post.validFrom ? longDay(post.validFrom) : "Siempre"}</Table.Td>
      <Table.Td>{post.validTo ? longDay(post.validTo) : "Sin término"}</Table.Td>
    </Table.Tr>
  );
}
