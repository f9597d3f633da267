import { Button, Group, List, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { Answer } from "../ui/Answer";
import { Page } from "../ui/Page";
import { StatusTag } from "../ui/StatusTag";
import { AppointmentTable } from "./AppointmentTable";
import { byTime, mayChange } from "./appointments";
import { GivePostDialog } from "./GivePostDialog";
import { MinistryOfPlace } from "./MinistryOfPlace";
import { SubstitutionOrder } from "./SubstitutionOrder";
import { UnitsSection } from "./UnitsSection";
import { useRights } from "./useRights";

type Post = Api["PlacePostsPostOfPlace"];

/** One institution, ministry or region: its posts, who acts in each, which are vacant, and who held them before. */
export function PlacePage() {
  const { code = "" } = useParams();
  const rights = useRights();
  const [giving, setGiving] = useState<string>();
  const place = useQuery({
    queryKey: ["/api/organisation/places", code],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/places/{code}", { params: { path: { code } }, signal })),
  });
  const orders = useQuery({
    queryKey: ["/api/organisation/designations", code],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/designations", { params: { query: { scope: code } }, signal })),
  });
  const changes = mayChange(rights, "Institution");

  return (
    <Page title={place.data?.name ?? "Institución"} actions={changes && place.data && <Button onClick={() => setGiving("")}>Dar un cargo</Button>}>
      <Answer query={place}>
        {(found) => (
          <Stack gap="xl">
            <Stack gap="xs">
              <Text>
                Código {found.code}.{found.scopeKind !== "Region" && ` ${vacanciesOf(found.posts)}`}
              </Text>
              <MinistryOfPlace place={found} changes={changes} />
            </Stack>
            {found.posts.map((post) => (
              <PostSection
                key={post.role} post={post} place={code} order={orders.data?.filter((one) => one.role === post.role) ?? []}
                onGive={changes ? () => setGiving(post.role) : undefined}
              />
            ))}
            {found.scopeKind !== "Region" && <UnitsSection place={found} changes={changes} />}
            {giving !== undefined && <GivePostDialog place={found} role={giving} onClose={() => setGiving(undefined)} />}
          </Stack>
        )}
      </Answer>
    </Page>
  );
}

type PostProps = { post: Post; place: string; order: readonly Api["DesignationsDesignationView"][]; onGive?: () => void };

function PostSection({ post, place, order, onGive }: PostProps) {
  const { current, before } = byTime(post.appointments);
  const heading = `cargo-${post.role.replace(".", "-")}`;

  return (
    <section aria-labelledby={heading}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4" id={heading}>
          {post.roleLabel}
        </Title>
        {onGive && (
          <Button variant="default" size="compact-md" aria-label={`Nombrar en ${post.roleLabel}`} onClick={onGive}>
            Nombrar
          </Button>
        )}
      </Group>
      {post.isVacant && <StatusTag bare tone="soon">Vacante: los avisos suben a quien sigue en la línea.</StatusTag>}
      {!post.isVacant && post.acting.length === 0 && <Text size="sm">Sin nadie asignado.</Text>}
      {post.acting.some((holder) => holder.basis) && (
        <List size="sm" mb="xs">
          {post.acting.filter((holder) => holder.basis).map((holder) => (
            <List.Item key={holder.personId}>
              Actúa {holder.name}: {holder.basis}.
            </List.Item>
          ))}
        </List>
      )}
      {current.length > 0 && <AppointmentTable caption={`${post.roleLabel}: quién lo tiene`} appointments={current} shows={{ person: true, actions: Boolean(onGive) }} />}
      <SubstitutionOrder post={{ role: post.role, roleLabel: post.roleLabel, scope: place }} order={order} changes={Boolean(onGive)} />
      {before.length > 0 && (
        <details>
          <summary>Quién lo tuvo antes ({before.length})</summary>
          <AppointmentTable caption={`${post.roleLabel}: quién lo tuvo antes`} appointments={before} shows={{ person: true }} />
        </details>
      )}
    </section>
  );
}

function vacanciesOf(posts: Post[]): string {
  const vacant = posts.filter((post) => post.isVacant).length;
  if (vacant === 0) return "Sin cargos vacantes.";
  return vacant === 1 ? "Tiene 1 cargo vacante." : `Tiene ${vacant} cargos vacantes.`;
}
