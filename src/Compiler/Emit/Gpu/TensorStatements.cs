using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Writing;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>PTX instructions that become one inline statement.</summary>
internal sealed class TensorStatements
{
    /// <summary>Values of C# that one statement of ILGPU takes.</summary>
    private const int MostOperands = 9;

    private readonly List<string> _instructions = [];
    private readonly List<string> _operands = [];

    /// <summary>Adds an instruction, or several that are a line of the statement.</summary>
    /// <returns>This.</returns>
    public TensorStatements Add(string instruction)
    {
        _instructions.Add(instruction + ";");
        return this;
    }

    /// <summary>The name under which instructions read a value of C#.</summary>
    public string Operand(string value)
    {
        var index = _operands.IndexOf(value);
        if (index < 0)
        {
            index = _operands.Count;
            _operands.Add(value);
        }

        return index < MostOperands ? "%" + CSharp.Literal(index) : throw new InvalidOperationException(
            $"an inline statement of {CSharp.Literal(index + 1)} operands; ILGPU takes {CSharp.Literal(MostOperands)}");
    }

    /// <summary>Writes the statement, an instruction a line.</summary>
    public void Write(SourceWriter writer)
    {
        var arguments = _operands.Count == 0 ? "" : ", " + string.Join(", ", _operands);
        if (_instructions.Count == 1)
        {
            writer.Line($"CudaAsm.Emit({CSharp.Literal(_instructions[0])}{arguments});");
            return;
        }

        writer.Line("CudaAsm.Emit(");
        using (writer.Indent())
        {
            for (var i = 0; i < _instructions.Count; i++)
            {
                var isLast = i == _instructions.Count - 1;
                writer.Line((i == 0 ? "" : "+ ") + CSharp.Literal(_instructions[i] + (isLast ? "" : " ")) + (isLast ? arguments + ");" : ""));
            }
        }
    }

    /// <summary>Registers in braces: <c>{ka4, ka5}</c>.</summary>
    public static string Registers(string name, int first, int count) =>
        "{" + string.Join(", ", Enumerable.Range(first, count).Select(index => name + CSharp.Literal(index))) + "}";

    /// <summary>Where an instruction reads or writes: <c>[kring0+128]</c>.</summary>
    public static string At(string register, long offset) => offset == 0 ? $"[{register}]" : $"[{register}+{CSharp.Literal(offset)}]";
}
