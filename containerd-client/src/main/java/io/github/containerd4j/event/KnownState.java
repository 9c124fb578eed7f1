package io.github.containerd4j.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.event.StateListing.NamespaceListing;

/**
 * What listings and events together tell about namespaces, containers and tasks. Only the
 * dispatcher uses it.
 */
final class KnownState {

	private final Map<String, KnownNamespace> namespaces = new HashMap<>();

	/**
	 * Learns from an event. Any order does: an event that is older than what is known
	 * changes nothing that the next listing would not put right.
	 * @param event the event
	 */
	void apply(ContainerdEvent<?> event) {
		EventPayload payload = event.payload();
		if (payload instanceof NamespaceCreate created) {
			namespace(created.name());
		}
		else if (payload instanceof NamespaceDelete deleted) {
			this.namespaces.remove(deleted.name());
		}
		else if (payload instanceof ContainerEvent container) {
			namespace(event.namespace()).containers().apply(container, event.timestamp());
		}
		else if (payload instanceof TaskEvent task) {
			namespace(event.namespace()).tasks().apply(task);
		}
	}

	private KnownNamespace namespace(String name) {
		return this.namespaces.computeIfAbsent(name, (key) -> new KnownNamespace());
	}

	/**
	 * Takes over what there is.
	 * @param listing what there is
	 * @param now the time of what cannot be dated
	 * @return the events that tell the difference, in an order in which they may have
	 * happened
	 */
	List<ContainerdEvent<?>> update(StateListing listing, Instant now) {
		List<ContainerdEvent<?>> events = new ArrayList<>();
		removeGone(listing, new Changes("", now, events));
		listing.namespaces().forEach((name, found) -> {
			Changes changes = new Changes(name, now, events);
			KnownNamespace known = this.namespaces.get(name);
			if (known == null) {
				known = namespace(name);
				changes.add("/namespaces/create",
						new NamespaceCreate(name, (found != null) ? found.labels() : Map.of()));
			}
			if (found != null) {
				update(known, found, changes);
			}
		});
		return events;
	}

	private static void update(KnownNamespace known, NamespaceListing found, Changes changes) {
		known.tasks().removeGone(found.tasks(), changes);
		known.containers().update(found.containers(), changes);
		known.tasks().update(found.tasks(), changes);
	}

	private void removeGone(StateListing listing, Changes template) {
		Iterator<Map.Entry<String, KnownNamespace>> known = this.namespaces.entrySet().iterator();
		while (known.hasNext()) {
			Map.Entry<String, KnownNamespace> entry = known.next();
			String name = entry.getKey();
			if (!listing.namespaces().containsKey(name)) {
				Changes changes = template.in(name);
				entry.getValue().tasks().removeGone(List.of(), changes);
				entry.getValue().containers().update(List.of(), changes);
				changes.add("/namespaces/delete", new NamespaceDelete(name));
				known.remove();
			}
		}
	}

	/**
	 * One namespace.
	 *
	 * @param containers its containers
	 * @param tasks its tasks
	 */
	private record KnownNamespace(KnownContainers containers, KnownTasks tasks) {

		KnownNamespace() {
			this(new KnownContainers(), new KnownTasks());
		}

	}

	/**
	 * Collects what was found in one namespace.
	 *
	 * @param namespace the namespace
	 * @param now the time of what cannot be dated
	 * @param events the events found so far
	 */
	record Changes(String namespace, Instant now, List<ContainerdEvent<?>> events) {

		Changes in(String namespace) {
			return new Changes(namespace, this.now, this.events);
		}

		void add(String topic, EventPayload payload) {
			add(topic, payload, this.now);
		}

		void add(String topic, EventPayload payload, Instant at) {
			this.events.add(new ContainerdEvent<>(this.namespace, topic, at, payload, EventOrigin.RESYNC));
		}

	}

}
