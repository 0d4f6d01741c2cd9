using System;
using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Emit.Models;

/// <summary>
/// Prints the members of classes that stand in for nets with errors. A member that would have the name of the class is left
/// out: that net is refused for it, and C# would say it again. So is what the project's part of the class has.
/// </summary>
/// <param name="writer">Where to.</param>
/// <param name="shell">The net.</param>
/// <param name="type">The class, where it is another than the net's.</param>
internal sealed class ShellWriter(SourceWriter writer, NetShell shell, string? type = null)
{
    private readonly string _type = type ?? shell.Name;
    private readonly string _message = CSharp.Literal($"The spec of the network '{shell.Name}' has errors; the build lists them.");

    /// <summary>Whether the class can have a member of that name.</summary>
    public bool CanHave(string member) => member != _type && "get_" + member != _type && !shell.DeclaredMembers.Contains(member);

    /// <summary>A method or property that throws.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="declaration">All of it behind <c>public</c>; lines of arguments follow each other.</param>
    public void Throws(string name, params string[] declaration)
    {
        if (!CanHave(name))
            return;

        writer.Line("/// <summary>Always throws: the spec has errors.</summary>");
        if (declaration.Length == 1)
        {
            writer.Call($"public {declaration[0]} =>");
        }
        else
        {
            writer.Parameters("public " + declaration[0], declaration.Skip(1).ToArray(), " =>");
        }

        Throw();
    }

    /// <summary>Behind an arrow.</summary>
    public void Throw()
    {
        using (writer.Indent())
        {
            writer.Line($"throw new global::System.InvalidOperationException({_message});");
        }

        writer.Separate();
    }

    /// <summary>A constant: one, which divides and sizes arrays without complaints of the compiler.</summary>
    public void One(string type, string name)
    {
        if (!CanHave(name))
            return;

        writer.Line("/// <summary>Stands in for a constant that the spec would give.</summary>");
        writer.Line($"public const {type} {name} = 1;");
        writer.Separate();
    }
}
