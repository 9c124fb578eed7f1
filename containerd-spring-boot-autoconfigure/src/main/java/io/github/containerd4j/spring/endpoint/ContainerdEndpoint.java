package io.github.containerd4j.spring.endpoint;

import java.time.Duration;
import java.util.Arrays;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.metric.CgroupV1Metrics;
import io.github.containerd4j.metric.CgroupV2Metrics;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;

/**
 * Shows what a containerd daemon holds, whoever created it: its namespaces, their
 * containers and tasks, and the other objects in them. Reads only.
 * <p>
 * Every answer is read anew and complete within a time limit. What does not exist is
 * answered with {@code null}, which is 404 over HTTP; a name that containerd would not
 * accept is the name of nothing.
 *
 * @since 0.1.0
 */
@Endpoint(id = "containerd", defaultAccess = Access.READ_ONLY)
@RegisterReflectionForBinding({ ContainerDescriptor.class, ContainerDetailDescriptor.class, ContentDescriptor.class,
		FailureDescriptor.class, ImageDescriptor.class, ImageDetailDescriptor.class, LeaseDescriptor.class,
		PluginDescriptor.class, SandboxDescriptor.class, SnapshotDescriptor.class, TaskDescriptor.class,
		CgroupV1Metrics.class, CgroupV2Metrics.class })
public class ContainerdEndpoint {

	private final ContainerdClient client;

	private final Sanitizer sanitizer;

	private final Show showValues;

	private final Duration timeout;

	private final SpecReader specs = new SpecReader();

	/**
	 * Creates the endpoint.
	 * @param client the client; it stays open
	 * @param sanitizingFunctions the application's functions, which see every value of
	 * environments, labels, annotations and arguments
	 * @param showValues when to show the values of environments, and what looks like a
	 * secret elsewhere
	 * @param timeout the longest time that reading one answer may take, positive
	 */
	public ContainerdEndpoint(ContainerdClient client, Iterable<SanitizingFunction> sanitizingFunctions,
			Show showValues, Duration timeout) {
		this.client = client;
		this.sanitizer = new Sanitizer(sanitizingFunctions);
		this.showValues = showValues;
		this.timeout = timeout;
	}

	/**
	 * The daemon with the tree of its namespaces, containers and tasks.
	 * @return the tree
	 * @throws ContainerdException if the daemon cannot be read
	 */
	@ReadOperation
	public DaemonDescriptor daemon() {
		return getDaemon(isShown());
	}

	/**
	 * One namespace with its containers and tasks.
	 * @param namespace the name
	 * @return the namespace; {@code null} if it does not exist
	 * @throws ContainerdException if the daemon cannot be read
	 */
	@ReadOperation
	public @Nullable NamespaceDescriptor namespace(@Selector String namespace) {
		return getNamespace(namespace, isShown());
	}

	/**
	 * All objects of one kind.
	 * @param namespace the namespace; {@code -} for the daemon, which has only plugins
	 * @param kind {@code containers}, {@code content}, {@code images}, {@code leases},
	 * {@code plugins}, {@code sandboxes}, {@code snapshots} or {@code tasks}
	 * @param details whether to tell of images also what their content tells, which takes
	 * calls for each image; {@code null} for no
	 * @return the objects; {@code null} if there is no such namespace or kind
	 * @throws ContainerdException if the daemon cannot be read
	 */
	@ReadOperation
	public @Nullable ListingDescriptor<?> list(@Selector String namespace, @Selector String kind,
			@Nullable Boolean details) {
		return getList(namespace, kind, Boolean.TRUE.equals(details), isShown());
	}

	/**
	 * Everything about one container or one image.
	 * @param namespace the namespace
	 * @param kind {@code containers} or {@code images}; other kinds have no details
	 * @param id the identifier of the container or the name of the image, in which
	 * slashes may divide several elements
	 * @return a {@link ContainerDetailDescriptor} or an {@link ImageDetailDescriptor};
	 * {@code null} if it does not exist
	 * @throws ContainerdException if the daemon cannot be read
	 */
	@ReadOperation
	public @Nullable Object detail(@Selector String namespace, @Selector String kind,
			@Selector(match = Match.ALL_REMAINING) String... id) {
		return getDetail(namespace, kind, id, isShown());
	}

	DaemonDescriptor getDaemon(boolean showValues) {
		return new TreeReader(reading(showValues)).daemon();
	}

	@Nullable NamespaceDescriptor getNamespace(String namespace, boolean showValues) {
		Reading reading = reading(showValues);
		return reading.findNamespace(namespace).map(new TreeReader(reading)::namespace).orElse(null);
	}

	@Nullable ListingDescriptor<?> getList(String namespace, String kind, boolean details, boolean showValues) {
		return Listings.find(reading(showValues), namespace, kind, details);
	}

	@Nullable Object getDetail(String namespace, String kind, String[] id, boolean showValues) {
		Object detail = getDetail(namespace, kind, String.join("/", id), showValues);
		// In a reactive application, Boot also hands over what matched the variables
		// before.
		boolean repeated = id.length > 2 && id[0].equals(namespace) && id[1].equals(kind);
		if (detail != null || !repeated) {
			return detail;
		}
		return getDetail(namespace, kind, String.join("/", Arrays.copyOfRange(id, 2, id.length)), showValues);
	}

	private @Nullable Object getDetail(String namespace, String kind, String name, boolean showValues) {
		if (name.isEmpty() || !Reading.isIdentifier(namespace)) {
			return null;
		}
		return switch (kind) {
			case Listings.CONTAINERS -> getContainer(namespace, name, showValues);
			case Listings.IMAGES -> new ImageDetailReader(reading(showValues), namespace).find(name).orElse(null);
			default -> null;
		};
	}

	private @Nullable ContainerDetailDescriptor getContainer(String namespace, String id, boolean showValues) {
		if (!Reading.isIdentifier(id)) {
			return null;
		}
		return new DetailReader(reading(showValues), this.specs, namespace).find(id).orElse(null);
	}

	/**
	 * Whoever comes without a security context, such as JMX, is authorized by that
	 * technology itself.
	 */
	private boolean isShown() {
		return this.showValues.isShown(true);
	}

	private Reading reading(boolean showValues) {
		return new Reading(this.client, Deadline.in(this.timeout), new ValueMask(this.sanitizer, showValues));
	}

}
