using System.Collections.Generic;
using NetSpec.Dsl.Syntax;

namespace NetSpec.Dsl.Binding.Arguments;

/// <summary>The integers that have a name at one place: parameters and repeat variables. Immutable; an inner scope extends an outer one.</summary>
internal sealed class ConstantScope
{
    private readonly ConstantScope? _outer;
    private readonly string _name;
    private readonly long? _value;

    private ConstantScope(ConstantScope? outer, string name, long? value) => (_outer, _name, _value) = (outer, name, value);

    public static ConstantScope Empty { get; } = new(null, "", null);

    /// <summary>Holds every name with an unknown value.</summary>
    private static ConstantScope Unreadable { get; } = new(null, "", null);

    public IEnumerable<string> Names
    {
        get
        {
            for (var scope = this; scope._outer is not null; scope = scope._outer)
            {
                yield return scope._name;
            }
        }
    }

    /// <summary>Where the parameters of a declaration are added: a header that could not be read may have had any.</summary>
    public static ConstantScope RootOf(NetDeclaration net) => HasLost(net, net.Parameters) ? Unreadable : Empty;

    /// <inheritdoc cref="RootOf(NetDeclaration)"/>
    public static ConstantScope RootOf(BlockDeclaration block) => HasLost(block, block.Parameters) ? Unreadable : Empty;

    /// <summary>Whether a block may have had parameters that could not be read.</summary>
    public static bool HasLostParameters(BlockDeclaration block) => HasLost(block, block.Parameters);

    /// <summary>The scope with one more name; a null value is unknown, and nothing is reported about it.</summary>
    public ConstantScope With(string name, long? value) => new(this, name, value);

    public bool TryFind(string name, out long? value)
    {
        var scope = this;
        for (; scope._outer is not null; scope = scope._outer)
        {
            if (scope._name == name)
            {
                value = scope._value;
                return true;
            }
        }

        value = null;
        return ReferenceEquals(scope, Unreadable);
    }

    private static bool HasLost(Declaration declaration, EquatableArray<FormalParameter> parameters) => declaration.HasErrors && parameters.Count == 0;
}
