package io.github.containerd4j.sample.container;

import java.util.List;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.containersnapshot.ContainerSnapshots;
import io.github.containerd4j.containersnapshot.SnapshotOptions;
import io.github.containerd4j.sample.container.ChangeController.Change;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The snapshots of containers. Each change answers when it is done.
 */
@RestController
@ConditionalOnBooleanProperty("sample.changes.enabled")
class SnapshotController {

	private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

	private final ContainerdClient client;

	SnapshotController(ContainerdClient client) {
		this.client = client;
	}

	private ContainerSnapshots snapshots(String namespace, String id) {
		return this.client.namespace(namespace).containers().get(id).snapshots();
	}

	private ContainerSnapshots snapshots(Change change) {
		return snapshots(change.namespace(), change.id());
	}

	@GetMapping("/api/snapshots")
	ResponseEntity<List<SnapshotRow>> list(@RequestParam String namespace, @RequestParam String id) {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.body(snapshots(namespace, id).all().stream().map(SnapshotRow::of).toList());
	}

	@PostMapping(path = "/api/changes/snapshots/create", consumes = JSON)
	void create(@RequestBody Change change) {
		snapshots(change).create(change.name(), SnapshotOptions.stateful(change.memory()));
	}

	@PostMapping(path = "/api/changes/snapshots/restore", consumes = JSON)
	void restore(@RequestBody Change change) {
		snapshots(change).restore(change.name());
	}

	@PostMapping(path = "/api/changes/snapshots/delete", consumes = JSON)
	void delete(@RequestBody Change change) {
		snapshots(change).delete(change.name());
	}

}
