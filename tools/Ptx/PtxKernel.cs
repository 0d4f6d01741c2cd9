using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Ptx;

/// <summary>The kernel of a PTX module.</summary>
public sealed class PtxKernel
{
    private readonly Dictionary<string, int> _labels;

    private PtxKernel(string name, IReadOnlyList<PtxParameter> parameters, StatementParser body, IEnumerable<PtxSharedDeclaration> outer)
    {
        (Name, Parameters, _labels) = (name, parameters, body.Labels);
        (Instructions, Registers, Shared, Locals) = (body.Instructions, body.Registers, [.. outer, .. body.Shared], body.Locals);
        if (Instructions.FirstOrDefault(IsBranchToNowhere) is { } lost)
            throw lost.Malformed("jumps to a label that does not exist");
        Flow = new([.. Instructions.Select(Step)]);
    }

    /// <summary>The name of the entry.</summary>
    public string Name { get; }

    /// <summary>The parameters in order.</summary>
    public IReadOnlyList<PtxParameter> Parameters { get; }

    /// <summary>The bytes of all arguments.</summary>
    public int ParameterBytes => Parameters.Count == 0 ? 0 : Parameters[^1].Offset + Parameters[^1].Bytes;

    /// <summary>The threads of a group that it says it is for, or null.</summary>
    public PtxExtent? MaxThreads { get; private init; }

    /// <summary>The groups that shall fit on a multiprocessor, or null.</summary>
    public int? MinGroups { get; private init; }

    /// <summary>The registers it declares.</summary>
    public IReadOnlyList<PtxRegisterDeclaration> Registers { get; }

    /// <summary>The arrays in shared memory.</summary>
    public IReadOnlyList<PtxSharedDeclaration> Shared { get; }

    /// <summary>The arrays in local memory.</summary>
    public IReadOnlyList<PtxLocalDeclaration> Locals { get; }

    /// <summary>The bytes of the arrays in shared memory, without those whose size the launch decides.</summary>
    public int SharedBytes => Shared.Aggregate(0, (end, array) => Align(end, array.Alignment) + array.Bytes);

    /// <summary>The bytes of local memory of a thread.</summary>
    public int LocalBytes => Locals.Sum(array => array.Bytes);

    /// <summary>The instructions in the order of the text.</summary>
    public IReadOnlyList<PtxInstruction> Instructions { get; }

    /// <summary>Where control goes.</summary>
    internal PtxFlow Flow { get; }

    /// <summary>Parses a module with one kernel.</summary>
    /// <exception cref="FormatException">It is not PTX, or has not one kernel.</exception>
    /// <exception cref="NotSupportedException">It has functions or global arrays.</exception>
    public static PtxKernel Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new Tokens(text);
        List<PtxSharedDeclaration> outer = [];
        PtxKernel? kernel = null;
        while (!tokens.AtEnd)
        {
            switch (tokens.Peek())
            {
                case ".version" or ".target" or ".address_size" or ".file":
                    tokens.SkipLine();
                    break;
                case ".visible" or ".extern" or ".weak" or ";":
                    tokens.Take();
                    break;
                case ".shared":
                    tokens.Take();
                    var (name, alignment, bytes) = StatementParser.Array(tokens);
                    outer.Add(new(name, alignment, bytes));
                    break;
                case ".entry" when kernel is null:
                    tokens.Take();
                    kernel = Entry(tokens, outer);
                    break;
                case ".entry":
                    throw tokens.Error("a second kernel in the module");
                default:
                    throw new NotSupportedException(tokens.Error($"'{tokens.Peek()}' at the top of a module is not known here").Message);
            }
        }

        return kernel ?? throw tokens.Error("the module has no kernel");
    }

    internal int TargetOf(PtxInstruction branch) => _labels[branch.Operands[0].Text];

    internal static int Align(int offset, int alignment) => (offset + alignment - 1) / alignment * alignment;

    private static PtxKernel Entry(Tokens tokens, List<PtxSharedDeclaration> outer)
    {
        var name = tokens.TakeWord();
        List<PtxParameter> parameters = [];
        if (tokens.TryTake("(") && !tokens.TryTake(")"))
        {
            var end = 0;
            do
            {
                tokens.Expect(".param");
                var (parameter, alignment, bytes) = StatementParser.Array(tokens);
                parameters.Add(new(parameter, Align(end, alignment), bytes));
                end = parameters[^1].Offset + bytes;
            }
            while (tokens.TryTake(","));
            tokens.Expect(")");
        }

        PtxExtent? threads = null;
        int? groups = null;
        while (!tokens.TryTake("{"))
        {
            switch (tokens.TakeWord())
            {
                case ".maxntid" or ".reqntid":
                    int[] sizes = [1, 1, 1];
                    var at = 0;
                    do
                    {
                        sizes[at++] = tokens.TakeNumber();
                    }
                    while (at < 3 && tokens.TryTake(","));
                    threads = new(sizes[0], sizes[1], sizes[2]);
                    break;
                case ".minnctapersm":
                    groups = tokens.TakeNumber();
                    break;
                case var other:
                    throw tokens.Error($"the directive '{other}' of a kernel is not known here");
            }
        }

        var body = new StatementParser(tokens, inline: false);
        body.ParseAll();
        tokens.Expect("}");
        return new(name, parameters, body, outer) { MaxThreads = threads, MinGroups = groups };
    }

    private FlowStep Step(PtxInstruction instruction) => new(
        instruction.IsJump,
        instruction.Opcode == "bra" ? TargetOf(instruction) : null,
        !instruction.IsJump || instruction.Guard is not null);

    private bool IsBranchToNowhere(PtxInstruction instruction) =>
        instruction.Opcode == "bra" && (instruction.Operands.Count != 1 || !_labels.ContainsKey(instruction.Operands[0].Text));
}
