package io.github.containerd4j.container;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.proto.runc.v1.Options;
import io.github.containerd4j.rpc.Protos;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@link RuntimeOptions#RUNC_V2}, for the record of a container or, in
 * place of all that the record has, for a new task.
 *
 * @param noPivotRoot whether the root file system is changed without {@code pivot_root},
 * which does not work on a RAM disk
 * @param noNewKeyring whether the container shares the session keyring of the daemon
 * @param shimCgroup the control group of the shim; {@code null} for the daemon's own
 * @param ioUid the user that owns the pipes of the standard streams, unsigned
 * @param ioGid the group that owns the pipes of the standard streams, unsigned
 * @param binaryName the runtime's program, a name on the daemon's search path or an
 * absolute path; {@code null} for {@code runc}
 * @param root the directory of the runtime's state on the daemon's host; {@code null} for
 * the shim's own
 * @param systemdCgroup whether systemd makes the control groups; the path in the spec
 * then has the form {@code slice:prefix:name}
 * @param criuPath the program of CRIU on the daemon's host, containerd 1.6 and 1.7 only:
 * later ones look for it on their search path; {@code null} for that
 * @param criuImagePath the directory on the daemon's host that the task is restored from;
 * {@code null} if it is not
 * @param criuWorkPath the directory on the daemon's host for CRIU's logs; {@code null}
 * for the shim's own
 * @param taskApiAddress the task service that is used instead of a shim of its own, since
 * containerd 2.0; {@code null} for the latter
 * @param taskApiVersion the version of that task service; 0 if there is none
 * @since 0.1.0
 */
public record RuncOptions(boolean noPivotRoot, boolean noNewKeyring, @Nullable String shimCgroup, int ioUid, int ioGid,
		@Nullable String binaryName, @Nullable String root, boolean systemdCgroup, @Nullable String criuPath,
		@Nullable String criuImagePath, @Nullable String criuWorkPath, @Nullable String taskApiAddress,
		int taskApiVersion) {

	private static final String TYPE = Options.getDescriptor().getFullName();

	/**
	 * Starts with the defaults of the shim.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Reads the options of a container's record or of a task.
	 * @param options the options
	 * @return what they say
	 * @throws InvalidArgumentException if they are of another runtime
	 * @throws io.github.containerd4j.ContainerdException if the bytes cannot be read
	 */
	public static RuncOptions of(TypedValue options) {
		if (!options.messageName().equals(TYPE)) {
			throw InvalidArgumentException.of("runc options", options.typeUrl(), "expected the type " + TYPE);
		}
		return RuncOptionsMapper.toOptions(Protos.unpack(options, Options.parser()));
	}

	/**
	 * A copy with another program than {@code runc}.
	 * @param program a name on the daemon's search path, or an absolute path
	 * @return the copy
	 */
	public RuncOptions withBinaryName(String program) {
		return RuncOptionsMapper.toOptions(RuncOptionsMapper.toProto(this).toBuilder().setBinaryName(program));
	}

	/**
	 * A copy whose pipes of the standard streams belong to a user.
	 * @param uid the user on the daemon's host, unsigned
	 * @param gid the group on the daemon's host, unsigned
	 * @return the copy
	 */
	public RuncOptions withIoOwner(int uid, int gid) {
		return RuncOptionsMapper.toOptions(RuncOptionsMapper.toProto(this).toBuilder().setIoUid(uid).setIoGid(gid));
	}

	/**
	 * The options as containerd takes them.
	 * @return the value
	 */
	public TypedValue toTypedValue() {
		return Protos.pack(RuncOptionsMapper.toProto(this));
	}

	/**
	 * The runtime {@link RuntimeOptions#RUNC_V2} with these options.
	 * @return the runtime
	 */
	public RuntimeOptions toRuntime() {
		return new RuntimeOptions(RuntimeOptions.RUNC_V2, toTypedValue());
	}

	/**
	 * Builds the options. Not safe for use by many threads.
	 */
	public static final class Builder {

		private final Options.Builder options = Options.newBuilder();

		private Builder() {
		}

		/**
		 * Changes the root file system without {@code pivot_root}, which does not work on
		 * a RAM disk. Off by default; it makes leaving the container easier.
		 * @return this builder
		 */
		public Builder noPivotRoot() {
			this.options.setNoPivotRoot(true);
			return this;
		}

		/**
		 * Lets the container share the session keyring of the daemon.
		 * @return this builder
		 */
		public Builder noNewKeyring() {
			this.options.setNoNewKeyring(true);
			return this;
		}

		/**
		 * Puts the shim into a control group of its own.
		 * @param path the path of the control group
		 * @return this builder
		 */
		public Builder shimCgroup(String path) {
			this.options.setShimCgroup(path);
			return this;
		}

		/**
		 * Gives the pipes of the standard streams to a user, which matters with user
		 * namespaces.
		 * @param uid the user on the daemon's host, unsigned
		 * @param gid the group on the daemon's host, unsigned
		 * @return this builder
		 */
		public Builder ioOwner(int uid, int gid) {
			this.options.setIoUid(uid).setIoGid(gid);
			return this;
		}

		/**
		 * Runs another program than {@code runc}, such as {@code crun}.
		 * @param program a name on the daemon's search path, or an absolute path
		 * @return this builder
		 */
		public Builder binaryName(String program) {
			this.options.setBinaryName(program);
			return this;
		}

		/**
		 * Chooses the directory of the runtime's state.
		 * @param directory an absolute path on the daemon's host
		 * @return this builder
		 */
		public Builder root(String directory) {
			this.options.setRoot(directory);
			return this;
		}

		/**
		 * Lets systemd make the control groups. The path in the spec then has the form
		 * {@code slice:prefix:name}.
		 * @return this builder
		 */
		public Builder systemdCgroup() {
			this.options.setSystemdCgroup(true);
			return this;
		}

		/**
		 * Names CRIU's program, for containerd 1.6 and 1.7. Later ones ignore it and look
		 * on their search path.
		 * @param program an absolute path on the daemon's host
		 * @return this builder
		 */
		public Builder criuPath(String program) {
			this.options.setCriuPath(program);
			return this;
		}

		/**
		 * Restores the task from a dump in a directory.
		 * @param directory an absolute path on the daemon's host
		 * @return this builder
		 */
		public Builder criuImagePath(String directory) {
			this.options.setCriuImagePath(directory);
			return this;
		}

		/**
		 * Chooses the directory for CRIU's logs.
		 * @param directory an absolute path on the daemon's host
		 * @return this builder
		 */
		public Builder criuWorkPath(String directory) {
			this.options.setCriuWorkPath(directory);
			return this;
		}

		/**
		 * Uses a task service that runs already instead of a new shim, since containerd
		 * 2.0.
		 * @param address where it listens
		 * @param version its version
		 * @return this builder
		 */
		public Builder taskApi(String address, int version) {
			this.options.setTaskApiAddress(address).setTaskApiVersion(version);
			return this;
		}

		/**
		 * Builds the options.
		 * @return the options
		 */
		public RuncOptions build() {
			return RuncOptionsMapper.toOptions(this.options);
		}

	}

}
