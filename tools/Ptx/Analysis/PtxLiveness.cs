using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Ptx;

/// <summary>
/// How many 32-bit registers hold values that are still needed, in the order of the text. It bounds from above, roughly, what
/// the assembler needs, which may order instructions anew.
/// </summary>
/// <param name="Registers">The most at one place; a 64-bit register counts twice, a predicate not at all.</param>
/// <param name="Instruction">Where; null in a kernel without instructions.</param>
public sealed record PtxLiveness(int Registers, PtxInstruction? Instruction)
{
    private static readonly HashSet<string> WithoutResult = ["st", "bra", "ret", "exit", "bar", "barrier", "cp", "membar", "fence", "red"];

    /// <summary>Follows the values of a kernel backwards until nothing changes.</summary>
    public static PtxLiveness Of(PtxKernel kernel)
    {
        System.ArgumentNullException.ThrowIfNull(kernel);
        Dictionary<string, int> numbers = [];
        List<int> sizes = [];
        foreach (var declaration in kernel.Registers)
        {
            foreach (var name in declaration.Names)
            {
                if (numbers.TryAdd(name, sizes.Count))
                    sizes.Add(declaration.Type.Registers);
            }
        }

        var uses = kernel.Instructions.Select(instruction => Numbers(Read(instruction), numbers)).ToArray();
        var results = kernel.Instructions.Select(instruction => Numbers(Written(instruction), numbers)).ToArray();
        var blocks = kernel.Flow.Blocks;
        var atStart = blocks.Select(_ => new BitArray(sizes.Count)).ToArray();
        for (var changed = true; changed;)
        {
            changed = false;
            for (var block = blocks.Count - 1; block >= 0; block--)
            {
                var live = AtEnd(block);
                for (var i = blocks[block].End - 1; i >= blocks[block].Start; i--)
                {
                    Step(i, live);
                }

                if (!live.Xor(atStart[block]).HasAnySet())
                    continue;

                atStart[block].Xor(live);
                changed = true;
            }
        }

        var written = Written(blocks, results, sizes.Count);
        var most = new PtxLiveness(0, null);
        for (var block = 0; block < blocks.Count; block++)
        {
            // What no path has written yet takes no register, though a path may lead from here to where it is read.
            var absent = new Stack<BitArray>();
            var known = new BitArray(written[block]);
            for (var i = blocks[block].Start; i < blocks[block].End; i++)
            {
                absent.Push(new BitArray(known).Not());
                Add(results[i], known);
            }

            var live = AtEnd(block);
            for (var i = blocks[block].End - 1; i >= blocks[block].Start; i--)
            {
                Step(i, live);
                var registers = 0;
                var unknown = absent.Pop();
                for (var register = 0; register < sizes.Count; register++)
                {
                    registers += live[register] && !unknown[register] ? sizes[register] : 0;
                }

                if (registers > most.Registers)
                    most = new(registers, kernel.Instructions[i]);
            }
        }

        return most;

        BitArray AtEnd(int block)
        {
            var live = new BitArray(sizes.Count);
            foreach (var next in blocks[block].Successors)
            {
                live.Or(atStart[next]);
            }

            return live;
        }

        void Step(int i, BitArray live)
        {
            // What a guarded instruction leaves alone keeps its value.
            if (kernel.Instructions[i].Guard is null)
            {
                foreach (var register in results[i])
                {
                    live[register] = false;
                }
            }

            foreach (var register in uses[i])
            {
                live[register] = true;
            }
        }
    }

    /// <summary>For each block, the registers that some path to it has written.</summary>
    private static BitArray[] Written(IReadOnlyList<FlowBlock> blocks, int[][] results, int registers)
    {
        var atStart = blocks.Select(_ => new BitArray(registers)).ToArray();
        for (var changed = true; changed;)
        {
            changed = false;
            for (var block = 0; block < blocks.Count; block++)
            {
                var known = new BitArray(atStart[block]);
                for (var i = blocks[block].Start; i < blocks[block].End; i++)
                {
                    Add(results[i], known);
                }

                foreach (var next in blocks[block].Successors)
                {
                    var before = new BitArray(atStart[next]);
                    changed |= before.Xor(atStart[next].Or(known)).HasAnySet();
                }
            }
        }

        return atStart;
    }

    private static void Add(int[] registers, BitArray set)
    {
        foreach (var register in registers)
        {
            set[register] = true;
        }
    }

    private static IEnumerable<PtxOperand> Written(PtxInstruction instruction) =>
        WithoutResult.Contains(instruction.Opcode) || instruction.Operands.Count == 0 ? [] : instruction.Operands[0].Leaves;

    private static IEnumerable<PtxOperand> Read(PtxInstruction instruction) =>
        instruction.Operands.Skip(WithoutResult.Contains(instruction.Opcode) ? 0 : 1).Concat(instruction.Guard is { } guard ? [guard] : []).SelectMany(operand => operand.Leaves);

    private static int[] Numbers(IEnumerable<PtxOperand> operands, Dictionary<string, int> numbers) =>
        [.. operands.Where(operand => numbers.ContainsKey(operand.Text)).Select(operand => numbers[operand.Text])];
}
