import { requestHeaders, tellIfSessionLost, type Api } from "./client";
import { ApiProblem, readProblem, unreachable } from "./problem";

/**
 * Sends a file with its progress. Sending it again after a broken connection is harmless: the server keeps the same bytes once.
 * Aborting rejects with an AbortError.
 */
export function uploadFile(file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<Api["FileView"]> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/files?name=${encodeURIComponent(file.name)}`);
    for (const [name, value] of Object.entries(requestHeaders("POST"))) request.setRequestHeader(name, value);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => {
      tellIfSessionLost(request.status);
      if (request.status === 200) resolve(JSON.parse(request.responseText) as Api["FileView"]);
      else reject(readProblem(request.status, parsed(request.responseText)));
    };
    request.onerror = () => reject(new ApiProblem(0, unreachable().title, "La conexión se cortó. El archivo no llegó completo: puedes subirlo de nuevo."));
    request.onabort = () => reject(new DOMException("The person stopped the upload.", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
