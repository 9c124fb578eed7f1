package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/containerd/containerd"
	"github.com/containerd/containerd/cio"
	"github.com/containerd/containerd/oci"
)

const fifos = "/run/containerd/fifo"

var ids int64

func nextID(kind string) string {
	return fmt.Sprintf("go-%s-%d", kind, atomic.AddInt64(&ids, 1))
}

// cycle is the life of one container. The image is looked up by name each time, as every
// side does.
func (b *bench) cycle() error {
	image, err := b.client.GetImage(b.ctx, b.image)
	if err != nil {
		return err
	}
	id := nextID("cycle")
	container, err := b.client.NewContainer(b.ctx, id,
		containerd.WithImage(image),
		containerd.WithNewSnapshot(id, image),
		containerd.WithNewSpec(oci.WithImageConfig(image), oci.WithProcessArgs("/bin/true")))
	if err != nil {
		return err
	}
	task, err := container.NewTask(b.ctx, cio.NullIO)
	if err != nil {
		return err
	}
	if err := finish(b.ctx, task); err != nil {
		return err
	}
	return container.Delete(b.ctx, containerd.WithSnapshotCleanup)
}

// execs loads the container and its task once: a program that runs many commands has them.
func (b *bench) execs(count, parallel int) (time.Duration, error) {
	container, task, err := b.load()
	if err != nil {
		return 0, err
	}
	return repeat(count, parallel, func() error {
		var stdout, stderr bytes.Buffer
		streams := cio.NewCreator(cio.WithStreams(nil, &stdout, &stderr))
		return b.exec(container, task, streams, "/bin/true")
	})
}

func (b *bench) exec(container containerd.Container, task containerd.Task, streams cio.Creator, args ...string) error {
	process, err := b.create(container, task, streams, false, args...)
	if err != nil {
		return err
	}
	return finish(b.ctx, process)
}

// create reads the container's spec each time, as ctr and nerdctl do: there are its
// environment, user and directory, and another client may have changed them.
func (b *bench) create(container containerd.Container, task containerd.Task, streams cio.Creator,
	terminal bool, args ...string) (containerd.Process, error) {
	spec, err := container.Spec(b.ctx)
	if err != nil {
		return nil, err
	}
	spec.Process.Args = args
	spec.Process.Terminal = terminal
	return task.Exec(b.ctx, nextID("exec"), spec.Process, streams)
}

// finish starts a process and sees it to its end. Delete waits for the streams.
func finish(ctx context.Context, process containerd.Process) error {
	ended, err := process.Wait(ctx)
	if err != nil {
		return err
	}
	if err := process.Start(ctx); err != nil {
		return err
	}
	status := <-ended
	if err := status.Error(); err != nil {
		return err
	}
	if _, err := process.Delete(ctx); err != nil {
		return err
	}
	if status.ExitCode() != 0 {
		return fmt.Errorf("%s ended with %d", process.ID(), status.ExitCode())
	}
	return nil
}

func (b *bench) load() (containerd.Container, containerd.Task, error) {
	container, err := b.client.LoadContainer(b.ctx, b.container)
	if err != nil {
		return nil, nil, err
	}
	task, err := container.Task(b.ctx, nil)
	return container, task, err
}

// counter takes bytes and counts them. It has no ReadFrom, as io.Discard has, which would
// read in smaller pieces than the 32 KiB of containerd's streams.
type counter struct{ bytes int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.bytes += int64(len(p))
	return len(p), nil
}

func (b *bench) output(mebibytes int) (time.Duration, error) {
	container, task, err := b.load()
	if err != nil {
		return 0, err
	}
	var stdout counter
	var stderr bytes.Buffer
	start := time.Now()
	err = b.exec(container, task, cio.NewCreator(cio.WithStreams(nil, &stdout, &stderr)),
		"dd", "if=/dev/zero", "bs=1M", fmt.Sprintf("count=%d", mebibytes))
	took := time.Since(start)
	if err == nil && stdout.bytes != int64(mebibytes)<<20 {
		err = fmt.Errorf("%d bytes came, not %d MiB", stdout.bytes, mebibytes)
	}
	return took, err
}

// source gives bytes, whichever the buffer holds, and says when it has no more. The shim
// holds a write end of the FIFO too, so only CloseIO ends the input of the process.
type source struct {
	left int64
	end  func()
}

func (s *source) Read(p []byte) (int, error) {
	if s.left == 0 {
		s.end()
		return 0, io.EOF
	}
	count := int64(len(p))
	if count > s.left {
		count = s.left
	}
	s.left -= count
	return int(count), nil
}

func (b *bench) input(mebibytes int) (time.Duration, error) {
	container, task, err := b.load()
	if err != nil {
		return 0, err
	}
	size := int64(mebibytes) << 20
	created := make(chan containerd.Process, 1)
	stdin := &source{left: size, end: func() {
		(<-created).CloseIO(b.ctx, containerd.WithStdinCloser)
	}}
	var stdout, stderr bytes.Buffer
	start := time.Now()
	process, err := b.create(container, task, cio.NewCreator(cio.WithStreams(stdin, &stdout, &stderr)), false,
		"sh", "-c", fmt.Sprintf("dd of=/dev/null bs=1M iflag=fullblock 2>&1 | grep -q '^%d+0 records in'", mebibytes))
	if err != nil {
		return 0, err
	}
	created <- process
	err = finish(b.ctx, process)
	return time.Since(start), err
}

// echo opens the FIFOs itself: no copying goroutine stands between it and them.
func (b *bench) echo(count int) (time.Duration, error) {
	container, task, err := b.load()
	if err != nil {
		return 0, err
	}
	var terminal *cio.DirectIO
	process, err := b.create(container, task, func(id string) (cio.IO, error) {
		set, err := cio.NewFIFOSetInDir(fifos, id, true)
		if err != nil {
			return nil, err
		}
		terminal, err = cio.NewDirectIO(b.ctx, set)
		return terminal, err
	}, true, "sh", "-c", "stty raw -echo; echo ready; exec cat")
	if err != nil {
		return 0, err
	}
	ended, err := process.Wait(b.ctx)
	if err != nil {
		return 0, err
	}
	if err := process.Start(b.ctx); err != nil {
		return 0, err
	}
	took, err := echoes(terminal, count)
	if err := process.Kill(b.ctx, syscall.SIGKILL); err != nil {
		return 0, err
	}
	<-ended
	terminal.Cancel()
	if _, err := process.Delete(b.ctx); err != nil {
		return 0, err
	}
	return took, err
}

func echoes(terminal *cio.DirectIO, count int) (time.Duration, error) {
	letter := make([]byte, 1)
	for letter[0] != '\n' {
		if _, err := terminal.Stdout.Read(letter); err != nil {
			return 0, err
		}
	}
	start := time.Now()
	for i := 0; i < count; i++ {
		sent := byte('a' + i%26)
		letter[0] = sent
		if _, err := terminal.Stdin.Write(letter); err != nil {
			return 0, err
		}
		if _, err := terminal.Stdout.Read(letter); err != nil {
			return 0, err
		}
		if letter[0] != sent {
			return 0, fmt.Errorf("byte %d came back as %d", sent, letter[0])
		}
	}
	return time.Since(start), nil
}
