package io.github.containerd4j.image;

import java.util.function.Supplier;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.registry.RegistryClient;
import org.jspecify.annotations.Nullable;

/**
 * Chooses who moves an image.
 */
final class Engines {

	private final Supplier<RegistryClient> registries;

	private final ImageSettings settings;

	private final DaemonRules rules;

	Engines(Namespace namespace, ImageSettings settings, Supplier<RegistryClient> registries) {
		this.registries = registries;
		this.settings = settings;
		this.rules = new DaemonRules(namespace, settings);
	}

	/**
	 * The engine for a pull.
	 * @throws io.github.containerd4j.UnimplementedException if one is asked for that
	 * cannot do it
	 */
	TransferEngine forPull(PullRequest request, TransferSubject subject) {
		TransferEngine asked = asked(request.options().engine());
		if (asked == TransferEngine.CLIENT) {
			return asked;
		}
		return choose(asked, subject, this.rules.againstPull(request, asked == TransferEngine.DAEMON));
	}

	/**
	 * The engine for a push.
	 * @throws io.github.containerd4j.UnimplementedException if one is asked for that
	 * cannot do it
	 */
	TransferEngine forPush(PushRequest request, TransferSubject subject) {
		TransferEngine asked = asked(request.options().engine());
		if (asked == TransferEngine.CLIENT) {
			return asked;
		}
		return choose(asked, subject, this.rules.againstPush(request, asked == TransferEngine.DAEMON));
	}

	private @Nullable TransferEngine asked(@Nullable TransferEngine option) {
		return (option != null) ? option : this.settings.engine();
	}

	private static TransferEngine choose(@Nullable TransferEngine asked, TransferSubject subject,
			@Nullable String against) {
		if (against == null) {
			return TransferEngine.DAEMON;
		}
		if (asked == TransferEngine.DAEMON) {
			throw subject.unimplemented("the daemon cannot do it by itself: " + against);
		}
		return TransferEngine.CLIENT;
	}

	Puller puller(TransferEngine engine) {
		return switch (engine) {
			case CLIENT -> new ClientPuller(this.registries);
			case DAEMON -> new DaemonPuller(this.settings);
		};
	}

	Pusher pusher(TransferEngine engine) {
		return switch (engine) {
			case CLIENT -> new ClientPusher(this.registries);
			case DAEMON -> new DaemonPusher(this.settings);
		};
	}

}
