package io.github.containerd4j.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import io.github.containerd4j.host.ContainerDirectory;
import io.github.containerd4j.host.PinnedNamespace;
import io.github.containerd4j.undo.Rollback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects a container to several networks and remembers it on the disk.
 */
final class NetworkConnection {

	private static final Logger logger = LoggerFactory.getLogger(NetworkConnection.class);

	private final Cni cni;

	private final String containerId;

	private final ContainerDirectory directory;

	private final NetworkState state;

	private final PinnedNamespace namespace;

	NetworkConnection(Cni cni, ContainerDirectory directory, String containerId) {
		this.cni = cni;
		this.containerId = containerId;
		this.directory = directory;
		this.state = new NetworkState(directory);
		// Plugins need the namespace to disconnect: a bridge finds in it which rules to
		// remove. So it must outlive the task.
		this.namespace = PinnedNamespace.at(namespaceFile(directory));
	}

	static Path namespaceFile(ContainerDirectory directory) {
		return directory.file("netns");
	}

	List<CniResult> connect(NetworkSettings settings, Path taskNamespace) {
		return connect(settings, () -> this.namespace.is(taskNamespace), () -> this.namespace.pin(taskNamespace));
	}

	/**
	 * Connects a namespace that is there before any task.
	 */
	List<CniResult> prepare(NetworkSettings settings) {
		return connect(settings, this.namespace::isPinned, this.namespace::pinNewNetwork);
	}

	private List<CniResult> connect(NetworkSettings settings, BooleanSupplier connected, Runnable pin) {
		List<CniAttachment> earlier = this.state.read().orElse(List.of());
		if (!earlier.isEmpty()) {
			List<CniResult> results = results();
			if (connected.getAsBoolean() && results.size() == ethernet(earlier).size()) {
				return results;
			}
			disconnect();
		}
		List<CniAttachment> attachments = attachments(settings);
		this.directory.create();
		pin.run();
		try {
			this.state.write(attachments);
			List<CniResult> results = new ArrayList<>();
			for (CniAttachment attachment : attachments) {
				CniResult result = this.cni.add(attachment.network(), target(attachment, this.namespace.file()));
				if (isEthernet(attachment)) {
					results.add(result);
				}
			}
			return List.copyOf(results);
		}
		catch (RuntimeException ex) {
			disconnectAfter(ex);
			throw ex;
		}
	}

	private List<CniAttachment> attachments(NetworkSettings settings) {
		List<CniNetwork> networks = settings.networks().isEmpty() ? List.of(this.cni.defaultNetwork())
				: settings.networks().stream().map(this.cni::network).toList();
		List<Map<String, String>> capabilities = CapabilityArguments.deal(settings, networks);
		List<CniAttachment> attachments = new ArrayList<>();
		if (this.cni.loopback()) {
			attachments.add(attachment(CniNetwork.loopback(), "lo", Map.of()));
		}
		for (int i = 0; i < networks.size(); i++) {
			attachments.add(attachment(networks.get(i), "eth" + i, capabilities.get(i)));
		}
		return attachments;
	}

	private CniAttachment attachment(CniNetwork network, String interfaceName, Map<String, String> capabilities) {
		return new CniAttachment(network,
				new CniTarget(this.containerId, null, interfaceName, Map.of("IgnoreUnknown", "1"), capabilities), null);
	}

	private static CniTarget target(CniAttachment attachment, @Nullable Path networkNamespace) {
		CniTarget target = attachment.target();
		return new CniTarget(target.containerId(), networkNamespace, target.interfaceName(), target.arguments(),
				target.capabilities());
	}

	private static boolean isEthernet(CniAttachment attachment) {
		return !attachment.target().interfaceName().equals("lo");
	}

	private static List<CniAttachment> ethernet(List<CniAttachment> attachments) {
		return attachments.stream().filter(NetworkConnection::isEthernet).toList();
	}

	List<CniResult> results() {
		List<CniResult> results = new ArrayList<>();
		for (CniAttachment attachment : ethernet(known())) {
			this.cni.cached(attachment.network(), attachment.target()).ifPresent(results::add);
		}
		return List.copyOf(results);
	}

	// Without our own notes, as when the data directory is another one, those of CNI
	// serve.
	private List<CniAttachment> known() {
		return this.state.read().orElseGet(() -> this.cni.attachments(this.containerId));
	}

	boolean isNoted() {
		return this.state.read().isPresent();
	}

	void disconnect() {
		Path file = this.namespace.isPinned() ? this.namespace.file() : null;
		Rollback.all(known(), (attachment) -> this.cni.delete(attachment.network(), target(attachment, file)));
		forget();
	}

	private void forget() {
		this.namespace.release();
		this.state.remove();
	}

	void disconnectByForce() {
		try {
			disconnect();
		}
		catch (RuntimeException ex) {
			logger.warn("Cannot give back all that networks gave to container {}", this.containerId, ex);
			known().forEach((attachment) -> this.cni.forget(attachment.network(), attachment.target()));
			forget();
		}
	}

	void disconnectAfter(RuntimeException failure) {
		try {
			disconnect();
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

	void check() {
		Path file = this.namespace.isPinned() ? this.namespace.file() : null;
		known().stream()
			.filter((attachment) -> CniVersion.hasCheck(attachment.network().cniVersion()))
			.forEach((attachment) -> this.cni.check(attachment.network(), target(attachment, file)));
	}

}
