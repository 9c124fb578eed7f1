package io.github.containerd4j.event;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.containerd4j.event.KnownState.Changes;
import io.github.containerd4j.event.StateListing.ListedContainer;

/**
 * The containers of one namespace, each with the time of the last change that is known.
 * The daemon dates an event after the change that it tells, so a record that was created
 * or changed after that time was so without an event.
 */
final class KnownContainers {

	private final Map<String, Instant> changedAt = new HashMap<>();

	void apply(ContainerEvent event, Instant at) {
		if (event instanceof ContainerDelete) {
			this.changedAt.remove(event.containerId());
		}
		else {
			this.changedAt.merge(event.containerId(), at, KnownContainers::later);
		}
	}

	private static Instant later(Instant one, Instant other) {
		return one.isAfter(other) ? one : other;
	}

	void update(List<ListedContainer> found, Changes changes) {
		removeGone(found, changes);
		for (ListedContainer container : found) {
			Instant known = this.changedAt.get(container.id());
			if (known != null && container.createdAt().isAfter(known)) {
				changes.add("/containers/delete", new ContainerDelete(container.id()));
				known = null;
			}
			if (known == null) {
				changes.add("/containers/create",
						new ContainerCreate(container.id(), container.image(), container.runtime()),
						container.createdAt());
			}
			else if (container.updatedAt().isAfter(known)) {
				changes.add("/containers/update", new ContainerUpdate(container.id(), container.image(),
						container.labels(), container.snapshotKey()), container.updatedAt());
			}
			this.changedAt.merge(container.id(), later(container.createdAt(), container.updatedAt()),
					KnownContainers::later);
		}
	}

	private void removeGone(List<ListedContainer> found, Changes changes) {
		Set<String> present = found.stream().map(ListedContainer::id).collect(Collectors.toSet());
		this.changedAt.keySet().removeIf((id) -> {
			boolean gone = !present.contains(id);
			if (gone) {
				changes.add("/containers/delete", new ContainerDelete(id));
			}
			return gone;
		});
	}

}
