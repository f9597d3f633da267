import { Button, FileButton, Group, List, Progress, Stack, Text, TextInput } from "@mantine/core";
import type { Api } from "../../api/client";
import { ProblemAlert } from "../../ui/ProblemAlert";
import type { Requirement } from "../form/content";
import type { DraftFile } from "../draft/draft";
import type { Finding } from "../form/taskRules";
import { sizeOf } from "../words";
import "./evidence.css";
import { FileLink } from "./FileLink";
import { useUploads } from "./useUploads";

type Props = {
  requirements: readonly Requirement[];
  files: readonly DraftFile[];
  findings: readonly Finding[];
  onChange: (update: (files: DraftFile[]) => DraftFile[]) => void;
};

/** The evidence asked for: what is there, what is on its way, and the means to add, replace or share a file. */
export function EvidenceInput({ requirements, files, findings, onChange }: Props) {
  const { uploads, start, again, stop } = useUploads((requirement, arrived) => onChange((all) => added(all, requirement, arrived)));

  return (
    <Stack gap="lg" id="evidence" tabIndex={-1}>
      {requirements.map((requirement) => {
        const own = files.map((file, i) => ({ file, i })).filter(({ file }) => file.requirement === requirement.id);
        const current = own.length > 0;
        return (
          <section key={requirement.id} className="evidence" aria-labelledby={`evidencia-${requirement.id}`}>
            <h3 id={`evidencia-${requirement.id}`} className="evidence__title">
              {requirement.label}
              {!requirement.required && " (opcional)"}
            </h3>
            <Text size="sm">
              {requirement.types?.length ? `Formato: ${requirement.types.join(" o ")}. ` : ""}Hasta 50 MB.
              {requirement.official && " Es un documento oficial: lleva su número y su fecha."}
            </Text>
            {own.map(({ file, i }) => (
              <OneFile
                key={`${file.fileHash}-${i}`}
                file={file}
                requirement={requirement}
                others={requirements.filter((other) => other.id !== requirement.id && !files.some((one) => one.requirement === other.id && one.fileHash === file.fileHash))}
                said={findings.filter((finding) => finding.place === `evidence[${i}]`).map((finding) => finding.message)}
                place={`evidence[${i}]`}
                onChange={(change) => onChange((all) => all.map((one, at) => (at === i ? { ...one, ...change } : one)))}
                onRemove={() => onChange((all) => all.filter((_, at) => at !== i))}
                onShare={(other) => onChange((all) => [...all, { ...file, requirement: other, replaced: [] }])}
              />
            ))}
            {uploads
              .filter((upload) => upload.requirement === requirement.id)
              .map((upload) => (
                <div key={upload.id} className="evidence__file">
                  <Text>{upload.file.name}</Text>
                  {upload.problem ? (
                    <>
                      <ProblemAlert problem={upload.problem} />
                      <Group gap="sm" mt="xs">
                        <Button size="compact-md" onClick={() => again(upload)}>
                          Subir de nuevo
                        </Button>
                        <Button size="compact-md" variant="default" onClick={() => stop(upload.id)}>
                          Descartar
                        </Button>
                      </Group>
                    </>
                  ) : (
                    <Group gap="sm">
                      <Progress value={upload.share * 100} aria-label={`Avance de ${upload.file.name}`} w="12rem" />
                      <span role="status">{upload.share < 1 ? `${Math.round(upload.share * 100)} %` : "Revisando…"}</span>
                      <Button size="compact-md" variant="default" onClick={() => stop(upload.id)}>
                        Detener
                      </Button>
                    </Group>
                  )}
                </div>
              ))}
            <FileButton
              onChange={(file) => file && start(requirement.id, file)}
              accept={requirement.types?.map((type) => `.${type}`).join(",")}
              inputProps={{ "aria-label": `Archivo de ${requirement.label}` }}
            >
              {(props) => (
                <Button {...props} variant="default" mt="xs">
                  {current ? "Subir una nueva versión" : "Subir archivo"}
                  <span className="evidence__for"> de {requirement.label}</span>
                </Button>
              )}
            </FileButton>
          </section>
        );
      })}
    </Stack>
  );
}

/** A new version takes the place of the last one, which can be taken back. */
function added(all: DraftFile[], requirement: string, arrived: Api["FileView"]): DraftFile[] {
  const before = all.filter((file) => file.requirement === requirement).at(-1);
  if (before?.fileHash === arrived.hash) return all;
  const file: DraftFile = {
    requirement, fileHash: arrived.hash, fileName: arrived.name, size: arrived.size,
    ...(before && {
      officialNumber: before.officialNumber, officialDate: before.officialDate,
      replaced: [...(before.replaced ?? []), { fileHash: before.fileHash, fileName: before.fileName }],
    }),
  };
  return before ? all.map((one) => (one === before ? file : one)) : [...all, file];
}

type FileProps = {
  file: DraftFile;
  requirement: Requirement;
  others: readonly Requirement[];
  said: readonly string[];
  place: string;
  onChange: (change: Partial<DraftFile>) => void;
  onRemove: () => void;
  onShare: (requirement: string) => void;
};

function OneFile({ file, requirement, others, said, place, onChange, onRemove, onShare }: FileProps) {
  const versions = file.replaced ?? [];

  return (
    <div className="evidence__file" id={place} tabIndex={-1}>
      <Text>
        <FileLink hash={file.fileHash} name={file.fileName} /> {sizeOf(file.size)}
        {versions.length > 0 && ` · versión ${versions.length + 1}`}
      </Text>
      {said.map((message) => (
        <p key={message} className="form__said" role="alert">
          {message}
        </p>
      ))}
      {requirement.official && (
        <Group align="end" gap="sm">
          <TextInput label="Número del documento" withAsterisk value={file.officialNumber ?? ""} onChange={(event) => onChange({ officialNumber: event.currentTarget.value })} />
          <TextInput label="Fecha del documento" type="date" withAsterisk value={file.officialDate ?? ""} onChange={(event) => onChange({ officialDate: event.currentTarget.value })} />
        </Group>
      )}
      {versions.length > 0 && (
        <details>
          <summary>Versiones anteriores</summary>
          <List size="sm">
            {versions.map((version, i) => (
              <List.Item key={version.fileHash}>
                Versión {i + 1}: <FileLink hash={version.fileHash} name={version.fileName} />{" "}
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() =>
                    onChange({ ...version, size: undefined, replaced: [...versions.filter((other) => other !== version), { fileHash: file.fileHash, fileName: file.fileName }] })
                  }
                >
                  Volver a la versión {i + 1}
                </Button>
              </List.Item>
            ))}
          </List>
        </details>
      )}
      <Group gap="sm" mt="xs">
        {others.map((other) => (
          <Button key={other.id} size="compact-md" variant="default" onClick={() => onShare(other.id)}>
            Usar también para «{other.label}»
          </Button>
        ))}
        <Button size="compact-md" variant="default" onClick={onRemove} aria-label={`Quitar ${file.fileName} de ${requirement.label}`}>
          Quitar
        </Button>
      </Group>
    </div>
  );
}
