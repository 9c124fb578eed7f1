// Command containers does with containerd's own Go client what the benchmark of the Java
// client does, to compare the two. It serves one command per line of its standard input and
// answers each with a line: the nanoseconds that it took, or "error: " and why.
//
//	cycle COUNT PARALLEL  create, start, await and delete COUNT containers that run /bin/true
//	exec COUNT PARALLEL   run /bin/true COUNT times in the running container, output captured
//	output MEBIBYTES      read so many bytes of a process in the container
//	input MEBIBYTES       write so many bytes to a process in the container
//	echo COUNT            send COUNT bytes one by one through a terminal, and await each
//
// It measures itself, in the process that ran the earlier commands, so neither its start nor
// the pipe to it is in its figures. It is not written to win or to lose: it makes the calls
// of ctr and nerdctl, without what they do for their command lines.
package main

import (
	"bufio"
	"context"
	"fmt"
	"log"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/containerd/containerd"
	"github.com/containerd/containerd/namespaces"
)

// bench is what all work shares: one connection, an unpacked image, a running container.
type bench struct {
	client    *containerd.Client
	ctx       context.Context
	image     string
	container string
}

func main() {
	if len(os.Args) != 5 {
		log.Fatal("usage: containers SOCKET NAMESPACE IMAGE CONTAINER")
	}
	client, err := containerd.New(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	b := &bench{
		client:    client,
		ctx:       namespaces.WithNamespace(context.Background(), os.Args[2]),
		image:     os.Args[3],
		container: os.Args[4],
	}
	commands := bufio.NewScanner(os.Stdin)
	for commands.Scan() {
		took, err := b.run(strings.Fields(commands.Text()))
		if err != nil {
			fmt.Println("error:", strings.ReplaceAll(err.Error(), "\n", " "))
			continue
		}
		fmt.Println(took.Nanoseconds())
	}
}

func (b *bench) run(command []string) (time.Duration, error) {
	var numbers [2]int
	if len(command) == 0 || len(command) > 3 {
		return 0, fmt.Errorf("no such command: %q", command)
	}
	for i, text := range command[1:] {
		number, err := strconv.Atoi(text)
		if err != nil {
			return 0, err
		}
		numbers[i] = number
	}
	switch command[0] {
	case "cycle":
		return repeat(numbers[0], numbers[1], b.cycle)
	case "exec":
		return b.execs(numbers[0], numbers[1])
	case "output":
		return b.output(numbers[0])
	case "input":
		return b.input(numbers[0])
	case "echo":
		return b.echo(numbers[0])
	}
	return 0, fmt.Errorf("no such command: %q", command)
}

// repeat runs the work count times, on as many goroutines as told.
func repeat(count, parallel int, work func() error) (time.Duration, error) {
	turns := make(chan struct{}, count)
	for i := 0; i < count; i++ {
		turns <- struct{}{}
	}
	close(turns)
	ends := make(chan error, parallel)
	start := time.Now()
	for i := 0; i < parallel; i++ {
		go func() {
			for range turns {
				if err := work(); err != nil {
					ends <- err
					return
				}
			}
			ends <- nil
		}()
	}
	var failure error
	for i := 0; i < parallel; i++ {
		if err := <-ends; err != nil {
			failure = err
		}
	}
	return time.Since(start), failure
}
