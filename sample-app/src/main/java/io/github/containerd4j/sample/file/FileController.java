package io.github.containerd4j.sample.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.files.ContainerFiles;
import io.github.containerd4j.files.FileOptions;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The files of containers. Reading them is there too only if changes are: they may hold
 * passwords, as nothing else does that the page shows.
 */
@RestController
@ConditionalOnBooleanProperty("sample.changes.enabled")
class FileController {

	private static final int VIEWED = 64 * 1024;

	private final ContainerdClient client;

	FileController(ContainerdClient client) {
		this.client = client;
	}

	private ContainerFiles files(String namespace, String id) {
		return this.client.namespace(namespace).containers().get(id).files();
	}

	@GetMapping("/api/files")
	ResponseEntity<List<FileRow>> list(@RequestParam String namespace, @RequestParam String id,
			@RequestParam String path) {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.body(files(namespace, id).list(PathText.decode(path)).stream().map(FileRow::of).toList());
	}

	/**
	 * The beginning of a file, to be looked at.
	 */
	@GetMapping("/api/files/view")
	ResponseEntity<View> view(@RequestParam String namespace, @RequestParam String id, @RequestParam String path)
			throws IOException {
		try (InputStream content = files(namespace, id).open(PathText.decode(path))) {
			byte[] bytes = content.readNBytes(VIEWED);
			return ResponseEntity.ok()
				.cacheControl(CacheControl.noStore())
				.body(new View(new String(bytes, StandardCharsets.UTF_8), content.read() >= 0));
		}
	}

	/**
	 * A file, to be kept. Never to be shown: it could be a page with scripts.
	 */
	@GetMapping("/api/files/download")
	ResponseEntity<Resource> download(@RequestParam String namespace, @RequestParam String id,
			@RequestParam String path) {
		String decoded = PathText.decode(path);
		String name = PathText.shown(decoded.substring(decoded.lastIndexOf('/') + 1));
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.contentType(MediaType.APPLICATION_OCTET_STREAM)
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString())
			.body(new InputStreamResource(files(namespace, id).open(decoded)));
	}

	@PostMapping(path = "/api/changes/files/upload", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
	void upload(@RequestParam String namespace, @RequestParam String id, @RequestParam String path,
			HttpServletRequest request) throws IOException {
		files(namespace, id).put(PathText.decode(path), request.getInputStream(), FileOptions.defaults());
	}

	@PostMapping(path = "/api/changes/files/directory")
	void makeDirectory(@RequestParam String namespace, @RequestParam String id, @RequestParam String path) {
		files(namespace, id).mkdirs(PathText.decode(path));
	}

	@PostMapping(path = "/api/changes/files/delete")
	void delete(@RequestParam String namespace, @RequestParam String id, @RequestParam String path) {
		files(namespace, id).deleteTree(PathText.decode(path));
	}

	/**
	 * What is looked at.
	 *
	 * @param text the text
	 * @param cut whether there is more
	 */
	record View(String text, boolean cut) {

	}

}
