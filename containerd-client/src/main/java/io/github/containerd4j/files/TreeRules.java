package io.github.containerd4j.files;

import io.github.containerd4j.host.OpenFile;
import io.github.containerd4j.host.SystemCallException;
import io.github.containerd4j.tar.TarEntry;
import org.jspecify.annotations.Nullable;

/**
 * Which owners and modes the entries of a tree get where they are written.
 */
interface TreeRules {

	/**
	 * What a stranger's file may be on this machine: nothing that runs as another user.
	 */
	int HARMLESS = 0777;

	/**
	 * Sets the owner.
	 */
	void own(OpenFile file, TarEntry entry) throws SystemCallException;

	/**
	 * The permissions of an entry.
	 */
	int mode(TarEntry entry);

	/**
	 * Whether devices and extended attributes are made as well.
	 */
	boolean keepsDevices();

	/**
	 * All as the entries say.
	 */
	static TreeRules kept(Owners owners) {
		return new Rules(owners, null, false);
	}

	/**
	 * One owner for all, and one mode for all plain files if the options have one.
	 */
	static TreeRules of(Owners owners, FileOptions options) {
		return new Rules(owners, options, false);
	}

	/**
	 * What a container's files become on this machine: files of this process's user.
	 */
	static TreeRules onThisMachine(Owners owners) {
		return new Rules(owners, null, true);
	}

	/**
	 * The rules.
	 *
	 * @param owners the numbers of users
	 * @param options what all get; {@code null} for what the entries say
	 * @param harmless whether nothing may be kept that gives rights
	 */
	record Rules(Owners owners, @Nullable FileOptions options, boolean harmless) implements TreeRules {

		@Override
		public void own(OpenFile file, TarEntry entry) throws SystemCallException {
			if (this.harmless) {
				return;
			}
			long user = (this.options != null) ? this.options.user() : entry.owner().user();
			long group = (this.options != null) ? this.options.group() : entry.owner().group();
			file.changeOwner(this.owners.userOnHost(user), this.owners.groupOnHost(group));
		}

		@Override
		public int mode(TarEntry entry) {
			boolean set = this.options != null && this.options.mode() != null && entry.type() == TarEntry.Type.FILE;
			int mode = (set && this.options != null) ? this.options.fileMode() : entry.mode();
			return this.harmless ? mode & HARMLESS : mode;
		}

		@Override
		public boolean keepsDevices() {
			return !this.harmless;
		}

	}

}
