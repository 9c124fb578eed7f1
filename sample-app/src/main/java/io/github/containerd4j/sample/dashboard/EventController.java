package io.github.containerd4j.sample.dashboard;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Streams events to the page.
 */
@RestController
class EventController {

	private static final long NO_TIMEOUT = 0;

	private final EventHub hub;

	EventController(EventHub hub) {
		this.hub = hub;
	}

	@GetMapping(path = "/api/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter events() {
		SseEmitter emitter = new SseEmitter(NO_TIMEOUT);
		if (!this.hub.connect(emitter)) {
			throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
		}
		return emitter;
	}

}
