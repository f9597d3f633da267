import { List, Text } from "@mantine/core";
import { longDay } from "../../ui/dates";
import type { EvidenceFile, Requirement } from "../form/content";
import { isDate } from "../form/taskRules";
import { sizeOf } from "../words";
import { FileLink } from "./FileLink";

type Props = { files: readonly EvidenceFile[]; requirements: readonly Requirement[]; /** The version before, to say what is new. */ before?: readonly EvidenceFile[] };

/** The files of a version, by what each was asked for. */
export function FileList({ files, requirements, before }: Props) {
  if (files.length === 0) return <Text>Sin archivos.</Text>;
  return (
    <List>
      {files.map((file, i) => (
        <List.Item key={i}>
          <strong>{requirements.find((one) => one.id === file.requirement)?.label ?? file.requirement}:</strong> <FileLink hash={file.fileHash} name={file.fileName} />{" "}
          {sizeOf(file.size)}
          {file.officialNumber && ` · N.º ${file.officialNumber}`}
          {isDate(file.officialDate) && ` del ${longDay(file.officialDate!)}`}
          {before && !before.some((other) => other.fileHash === file.fileHash && other.requirement === file.requirement) && " · nuevo en esta versión"}
        </List.Item>
      ))}
    </List>
  );
}
