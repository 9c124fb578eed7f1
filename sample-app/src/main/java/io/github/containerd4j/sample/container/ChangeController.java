package io.github.containerd4j.sample.container;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.migrate.MigrateOptions;
import io.github.containerd4j.oci.ImageReference;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Copies, publishes and migrates containers. Each answers when it is done.
 */
@RestController
@ConditionalOnBooleanProperty("sample.changes.enabled")
class ChangeController {

	private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

	private final ContainerdClient client;

	ChangeController(ContainerdClient client) {
		this.client = client;
	}

	private Container container(Change change) {
		return this.client.namespace(change.namespace()).containers().get(change.id());
	}

	@PostMapping(path = "/api/changes/container/copy", consumes = JSON)
	void copy(@RequestBody Change change) {
		container(change).copy(change.name());
	}

	@PostMapping(path = "/api/changes/container/publish", consumes = JSON)
	void publish(@RequestBody Change change) {
		container(change).publish(ImageReference.parse(change.name()).toString());
	}

	/**
	 * Moves a container to the namespace that is named, with its processes if memory is
	 * wanted.
	 */
	@PostMapping(path = "/api/changes/container/migrate", consumes = JSON)
	void migrate(@RequestBody Change change) {
		container(change).migrate(this.client.namespace(change.name()),
				change.memory() ? MigrateOptions.running() : MigrateOptions.stopped());
	}

	/**
	 * What shall be done.
	 *
	 * @param namespace the namespace
	 * @param id the container
	 * @param name the name of what is made, or of the snapshot
	 * @param memory whether the memory of the processes is wanted
	 */
	record Change(String namespace, String id, String name, boolean memory) {

	}

}
