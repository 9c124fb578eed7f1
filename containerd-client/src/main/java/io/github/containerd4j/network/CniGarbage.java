package io.github.containerd4j.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.containerd4j.undo.Rollback;

/**
 * What is connected to a network and not wanted any more.
 * <p>
 * Source: {@code libcni/api.go} of CNI 1.1, {@code GCNetworkList}.
 */
final class CniGarbage {

	private final Cni cni;

	private final CniCache cache;

	private final PluginRunner runner;

	private final CniNetwork network;

	private final Set<Interface> wanted;

	CniGarbage(Cni cni, CniCache cache, PluginRunner runner, CniNetwork network, Collection<CniTarget> wanted) {
		this.cni = cni;
		this.cache = cache;
		this.runner = runner;
		this.network = network;
		this.wanted = wanted.stream().map(Interface::of).collect(Collectors.toUnmodifiableSet());
	}

	void collect() {
		List<Runnable> steps = new ArrayList<>();
		if (CniVersion.hasStatus(this.network.cniVersion())) {
			JsonObject stays = stays();
			this.network.plugins()
				.forEach((plugin) -> steps
					.add(() -> this.runner.run(PluginCall.ofAll(CniCommand.GC, this.network, plugin, stays))));
		}
		this.cache.ofNetwork(this.network.name())
			.stream()
			.filter((attachment) -> !this.wanted.contains(Interface.of(attachment.target())))
			.forEach((attachment) -> steps.add(() -> this.cni.delete(this.network, attachment.target())));
		// The last step comes first.
		Rollback.all(steps, Runnable::run);
	}

	private JsonObject stays() {
		JsonArray all = new JsonArray();
		this.wanted.forEach((each) -> all.add(each.json()));
		JsonObject stays = new JsonObject();
		stays.add("cni.dev/valid-attachments", all);
		// What the first plugins of version 1.1 look for.
		stays.add("cni.dev/attachments", all);
		return stays;
	}

	/**
	 * An interface as plugins tell it from others.
	 */
	private record Interface(String containerId, String name) {

		static Interface of(CniTarget target) {
			return new Interface(target.containerId(), target.interfaceName());
		}

		JsonObject json() {
			JsonObject json = new JsonObject();
			json.addProperty("containerID", this.containerId);
			json.addProperty("ifname", this.name);
			return json;
		}

	}

}
