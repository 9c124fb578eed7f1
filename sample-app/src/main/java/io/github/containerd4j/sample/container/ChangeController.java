package io.github.containerd4j.sample.container;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.container.Container;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Publishes containers. Answers when it is done.
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

	@PostMapping(path = "/api/changes/container/publish", consumes = JSON)
	void publish(@RequestBody Change change) {
		container(change).publish(change.name());
	}

	/**
	 * What shall be done.
	 *
	 * @param namespace the namespace
	 * @param id the container
	 * @param name the name of what is made
	 */
	record Change(String namespace, String id, String name) {

	}

}
