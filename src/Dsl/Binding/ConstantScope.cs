using System.Collections.Generic;

namespace NetSpec.Dsl.Binding;

/// <summary>The integers that have a name at one place: parameters and repeat variables. Immutable; an inner scope extends an outer one.</summary>
internal sealed class ConstantScope
{
    private readonly ConstantScope? _outer;
    private readonly string _name;
    private readonly long? _value;

    private ConstantScope(ConstantScope? outer, string name, long? value) => (_outer, _name, _value) = (outer, name, value);

    public static ConstantScope Empty { get; } = new(null, "", null);

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

    /// <summary>The scope with one more name; a null value is unknown, and nothing is reported about it.</summary>
    public ConstantScope With(string name, long? value) => new(this, name, value);

    public bool TryFind(string name, out long? value)
    {
        for (var scope = this; scope._outer is not null; scope = scope._outer)
        {
            if (scope._name == name)
            {
                value = scope._value;
                return true;
            }
        }

        value = null;
        return false;
    }
}
