package io.github.containerd4j.spec;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.PermissionDeniedException;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.oci.ImageConfig;

/**
 * The user of the process.
 */
final class UserPart {

	private UserPart() {
	}

	static void write(SpecDocument document, SpecSettings settings, SpecContext context) {
		UserDatabase users = new UserDatabase(context.rootFiles());
		ProcessUser user = user(name(settings, context), users);
		document.set("/process/user", withGroups(user, settings.additionalGroups, users).toJson());
	}

	private static String name(SpecSettings settings, SpecContext context) {
		if (settings.user != null) {
			return settings.user;
		}
		ImageConfig image = context.image();
		return (image != null) ? image.user() : "";
	}

	private static ProcessUser user(String name, UserDatabase users) {
		return name.isEmpty() ? root(users) : users.resolve(name);
	}

	// Root needs no looking up, only its groups do: where files cannot be reached, as
	// those of a daemon on another host, it has none besides its own.
	private static ProcessUser root(UserDatabase users) {
		try {
			return users.root();
		}
		catch (PermissionDeniedException | FailedPreconditionException | UnimplementedException ex) {
			return ProcessUser.of(0, 0);
		}
	}

	private static ProcessUser withGroups(ProcessUser user, List<String> additional, UserDatabase users) {
		Set<Long> groups = new LinkedHashSet<>(user.additionalGids());
		additional.forEach((group) -> groups.add(users.gid(group)));
		return new ProcessUser(user.uid(), user.gid(), new ArrayList<>(groups));
	}

}
