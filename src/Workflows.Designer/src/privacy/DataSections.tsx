import { List, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import type { Api } from "../api/client";
import { longDay, shortDateTime } from "../ui/dates";

const Most = 50;

/** What the server keeps of a person, as that person reads it; the file has all of it. */
export function DataSections({ data }: { data: Api["OwnData"] }) {
  return (
    <Stack gap="lg">
      <Text>
        {data.person.name}, {data.person.email || "sin correo"}. {data.controller && `Responde por estos datos ${data.controller}. `}
        {data.contact && `Contacto: ${data.contact}.`}
      </Text>
      <Part
        title="Cargos"
        lines={data.posts.map((post) => `${post.role}${post.isSubstitute ? " (S)" : ""}, ${post.place}${post.from ? `, desde el ${longDay(post.from)}` : ""}${post.to ? `, hasta el ${longDay(post.to)}` : ""}`)}
      />
      <Part title="Ausencias" lines={data.absences.map((absence) => `Del ${longDay(absence.from)} al ${longDay(absence.to)}: ${absence.reason ?? ""}`)} />
      <Part
        title="Cómo entras"
        lines={
          data.account
            ? [
                `Correo ${data.account.email}, ${data.account.hasPassword ? "con" : "sin"} clave, ${data.account.hasSecondFactor ? "con" : "sin"} segundo factor.`,
                ...data.account.identities.map((run) => `ClaveÚnica: RUN ${run}.`),
              ]
            : []
        }
      />
      <Part title="Sesiones" lines={data.sessions.map((one) => `${shortDateTime(one.seenAt)}, desde ${one.address}, con ${one.by}: ${one.browser}`)} />
      <Part title="Entregas y decisiones" lines={data.submissions.map((one) => `${shortDateTime(one.at)}: ${one.task}, folio ${one.folio}`)} />
      <Part title="Prórrogas que pediste" lines={data.extensions.map((one) => `${shortDateTime(one.at)}: ${one.task}. ${one.reason}`)} />
      <Part title="Lo que hiciste con avisos" lines={data.acts.map((one) => `${shortDateTime(one.at)}: ${one.text ?? ""}`)} />
      <Part title="Archivos que subiste" lines={data.files.map((one) => `${shortDateTime(one.at)}: ${one.name}`)} />
      <Part title="Correos que recibiste" lines={data.mails.map((one) => `${shortDateTime(one.at)}: ${one.subject}`)} />
      <Part title="Datos de otras personas que leíste" lines={data.readByMe.map((one) => `${shortDateTime(one.at)}: ${one.what}`)} />
      <Part title="Cuándo se leyeron tus datos" lines={data.readOfMe.map((one) => `${shortDateTime(one.at)}: ${one.what}`)} />
    </Stack>
  );
}

function Part({ title, lines }: { title: string; lines: string[] }): ReactNode {
  return (
    <section aria-label={title}>
      <Title order={3} size="h4">
        {title} ({lines.length})
      </Title>
      {lines.length === 0 ? (
        <Text size="sm">No hay nada.</Text>
      ) : (
        <List size="sm" style={{ overflowWrap: "anywhere" }}>
          {lines.slice(0, Most).map((line, i) => (
            <List.Item key={i}>{line}</List.Item>
          ))}
        </List>
      )}
      {lines.length > Most && <Text size="sm">Y {lines.length - Most} más: están en el archivo.</Text>}
    </section>
  );
}
