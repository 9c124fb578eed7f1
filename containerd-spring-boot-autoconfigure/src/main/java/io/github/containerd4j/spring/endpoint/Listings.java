package io.github.containerd4j.spring.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.Filter;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.introspection.Plugin;
import io.github.containerd4j.namespace.NamespaceInfo;
import org.jspecify.annotations.Nullable;

/**
 * Reads all objects of one kind. A new one is used for each answer.
 */
final class Listings {

	/** Stands for the daemon in the place of a namespace, whose name it cannot be. */
	static final String DAEMON = "-";

	static final String CONTAINERS = "containers";

	static final String IMAGES = "images";

	private static final String PLUGINS = "plugins";

	private static final Map<String, Function<Listings, List<?>>> KINDS = Map.of(CONTAINERS, Listings::containers,
			"content", Listings::content, IMAGES, Listings::images, "leases", Listings::leases, PLUGINS,
			Listings::plugins, "sandboxes", Listings::sandboxes, "snapshots", Listings::snapshots, "tasks",
			Listings::tasks);

	private static final Filter SNAPSHOTTERS = Filter.equal("type", "io.containerd.snapshotter.v1");

	private final Reading reading;

	private final NamespaceInfo namespace;

	private final boolean details;

	private @Nullable String problem;

	private Listings(Reading reading, NamespaceInfo namespace, boolean details) {
		this.reading = reading;
		this.namespace = namespace;
		this.details = details;
	}

	static @Nullable ListingDescriptor<?> find(Reading reading, String namespace, String kind, boolean details) {
		Function<Listings, List<?>> lister = KINDS.get(kind);
		if (lister == null) {
			return null;
		}
		if (namespace.equals(DAEMON)) {
			return kind.equals(PLUGINS) ? new ListingDescriptor<>(DAEMON, PLUGINS, plugins(reading), null) : null;
		}
		return reading.findNamespace(namespace)
			.map((found) -> new Listings(reading, found, details).describe(kind, lister))
			.orElse(null);
	}

	private ListingDescriptor<?> describe(String kind, Function<Listings, List<?>> lister) {
		List<?> items = read(lister);
		return new ListingDescriptor<>(this.namespace.name(), kind, items, this.problem);
	}

	private List<?> read(Function<Listings, List<?>> lister) {
		try {
			return lister.apply(this);
		}
		catch (UnimplementedException ex) {
			this.problem = ex.getMessage();
			return List.of();
		}
	}

	private List<?> containers() {
		NamespaceDescriptor tree = new TreeReader(this.reading).namespace(this.namespace);
		this.problem = tree.problem();
		return tree.containers();
	}

	private List<?> content() {
		return this.reading.read(namespace().content().stream(),
				(blob) -> ContentDescriptor.of(blob, this.reading.mask()));
	}

	private List<?> images() {
		ImageListing listing = new ImageListing(this.reading, this.namespace.name());
		List<?> images = listing.read(this.details);
		this.problem = listing.problem();
		return images;
	}

	private List<?> leases() {
		return namespace().leases()
			.list()
			.stream()
			.map((lease) -> LeaseDescriptor.of(lease, this.reading.mask()))
			.toList();
	}

	private List<?> sandboxes() {
		return namespace().sandboxes()
			.list()
			.stream()
			.map((sandbox) -> SandboxDescriptor.of(sandbox, this.reading.mask()))
			.toList();
	}

	/**
	 * The daemon lists the snapshots of one snapshotter at a time. One that is a process
	 * of its own may be down and hides only its own snapshots.
	 */
	private List<?> snapshots() {
		List<SnapshotDescriptor> snapshots = new ArrayList<>();
		for (Plugin plugin : this.reading.daemon().introspection().plugins(SNAPSHOTTERS)) {
			if (plugin.isHealthy()) {
				snapshots.addAll(snapshots(plugin.id()));
			}
		}
		return snapshots;
	}

	private List<SnapshotDescriptor> snapshots(String snapshotter) {
		try {
			return this.reading.read(namespace().snapshots(snapshotter).stream(),
					(snapshot) -> SnapshotDescriptor.of(snapshotter, snapshot, null, this.reading.mask()));
		}
		catch (DeadlineExceededException ex) {
			throw ex;
		}
		catch (ContainerdException ex) {
			this.problem = ex.getMessage();
			return List.of();
		}
	}

	private List<?> tasks() {
		return namespace().tasks().list().stream().map((task) -> TaskDescriptor.of(task.info())).toList();
	}

	private List<?> plugins() {
		return plugins(this.reading);
	}

	private static List<PluginDescriptor> plugins(Reading reading) {
		return reading.daemon().introspection().plugins().stream().map(PluginDescriptor::of).toList();
	}

	private Namespace namespace() {
		return this.reading.namespace(this.namespace.name());
	}

}
