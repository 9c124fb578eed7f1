package io.github.containerd4j.spec;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.NotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * The users and groups of a container's own {@code /etc/passwd} and {@code /etc/group}. A
 * file is read when the first name is looked up in it. Lines that are malformed are
 * passed over, as the C library does.
 * <p>
 * Not safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class UserDatabase {

	private static final String PASSWD = "/etc/passwd";

	private static final String GROUP = "/etc/group";

	private final RootFiles files;

	private @Nullable List<User> users;

	private @Nullable List<Group> groups;

	/**
	 * Makes the database.
	 * @param files reads the files of the container
	 */
	public UserDatabase(RootFiles files) {
		this.files = files;
	}

	/**
	 * Looks for a user. A number that is not in the file has the group 0, unless one is
	 * given. With a group, the user has no other one; without, it has all those that list
	 * it.
	 * @param user {@code user}, {@code uid}, or one of them with a colon and
	 * {@code group} or {@code gid}
	 * @return the user
	 * @throws NotFoundException if a name is not in the file
	 * @throws io.github.containerd4j.InvalidArgumentException if the form is none of
	 * these
	 */
	public ProcessUser resolve(String user) {
		UserName name = UserName.parse(user);
		Long number = UserName.number(name.user());
		if (name.group() != null) {
			long uid = (number != null) ? number : named(name.user()).uid;
			return ProcessUser.of(uid, gid(name.group()));
		}
		if (number == null) {
			return withGroups(named(name.user()));
		}
		return find((each) -> each.uid == number).map(this::withGroups).orElseGet(() -> ProcessUser.of(number, 0));
	}

	/**
	 * User and group 0, with the groups that list {@code root}.
	 */
	ProcessUser root() {
		return withGroups(new User("root", 0, 0));
	}

	/**
	 * Looks for a group.
	 * @param group name or number
	 * @return the number
	 * @throws NotFoundException if a name is not in the file
	 */
	public long gid(String group) {
		Long number = UserName.number(group);
		if (number != null) {
			return number;
		}
		return groups().stream()
			.filter((each) -> each.name.equals(group))
			.findFirst()
			.orElseThrow(() -> missing("group", group, GROUP))
			.gid();
	}

	private User named(String name) {
		return find((user) -> user.name.equals(name)).orElseThrow(() -> missing("user", name, PASSWD));
	}

	private Optional<User> find(Predicate<User> condition) {
		if (this.users == null) {
			this.users = read(PASSWD).map(User::parse).filter(Objects::nonNull).toList();
		}
		return this.users.stream().filter(condition).findFirst();
	}

	private List<Group> groups() {
		if (this.groups == null) {
			this.groups = read(GROUP).map(Group::parse).filter(Objects::nonNull).toList();
		}
		return this.groups;
	}

	private Stream<String> read(String path) {
		return this.files.readLines(path).stream().map(String::strip).filter((line) -> !line.startsWith("#"));
	}

	private ProcessUser withGroups(User user) {
		Set<Long> gids = new LinkedHashSet<>(List.of(user.gid));
		// containerd passes over a group that has the user's own name.
		groups().stream()
			.filter((group) -> !group.name.equals(user.name) && group.members.contains(user.name))
			.forEach((group) -> gids.add(group.gid));
		return new ProcessUser(user.uid, user.gid, List.copyOf(gids));
	}

	private static NotFoundException missing(String kind, String name, String file) {
		Failure failure = new Failure("resolve", kind, name, null, ErrorCode.NOT_FOUND);
		return new NotFoundException(
				failure.describe() + ": the file " + file + " of the container's image has no such " + kind, failure,
				null);
	}

	private static @Nullable Long id(String[] fields, int index) {
		return (fields.length > index) ? UserName.number(fields[index]) : null;
	}

	private record User(String name, long uid, long gid) {

		static @Nullable User parse(String line) {
			String[] fields = line.split(":", -1);
			Long uid = id(fields, 2);
			Long gid = id(fields, 3);
			return (uid != null && gid != null && !fields[0].isEmpty()) ? new User(fields[0], uid, gid) : null;
		}

	}

	private record Group(String name, long gid, List<String> members) {

		static @Nullable Group parse(String line) {
			String[] fields = line.split(":", -1);
			Long gid = id(fields, 2);
			if (gid == null || fields[0].isEmpty()) {
				return null;
			}
			return new Group(fields[0], gid, (fields.length > 3) ? Arrays.asList(fields[3].split(",")) : List.of());
		}

	}

}
