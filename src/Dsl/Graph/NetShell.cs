namespace NetSpec.Dsl.Graph;

/// <summary>What is known of a net with errors: enough to declare its type, so that code that uses it fails once, in the spec.</summary>
/// <param name="Namespace">The C# namespace, empty for the global one.</param>
/// <param name="Name">The C# class name.</param>
/// <param name="Inputs">The names of the inputs, distinct, in the order of the spec.</param>
/// <param name="Outputs">The names of the outputs, distinct, in the order of the spec.</param>
public sealed record NetShell(string Namespace, string Name, EquatableArray<string> Inputs, EquatableArray<string> Outputs)
{
    /// <summary>Which of the inputs hold whole numbers.</summary>
    public EquatableArray<string> IntegerInputs { get; init; }

    /// <summary>The names of the tensors, distinct, as far as the lines tell them: of layers behind an error too.</summary>
    public EquatableArray<string> Parameters { get; init; }

    /// <summary>The passes chosen by <c>emit</c>, sorted and distinct; all of them when that line cannot be read.</summary>
    public EquatableArray<string> Passes { get; init; } = EquatableArray.Of(PassWords.Forward);

    /// <summary>Members that the project's own part of the class has and the emitted part would have too; constructors with their parameters.</summary>
    public EquatableArray<string> DeclaredMembers { get; init; }

    /// <summary>Namespace and name: unique in a compilation.</summary>
    public string FullName => Namespace.Length == 0 ? Name : Namespace + "." + Name;
}
