package io.github.containerd4j.stdio;

/**
 * Knows what becomes of the FIFOs when our ends of them are closed.
 */
interface FifoOwner {

	/** There are none. */
	FifoOwner NONE = new FifoOwner() {

		@Override
		public void remove() {
			// Nothing to remove.
		}

		@Override
		public void leave() {
			// Nothing to leave.
		}

	};

	/**
	 * Removes them.
	 */
	void remove();

	/**
	 * Leaves them to the process, until it has ended.
	 */
	void leave();

}
