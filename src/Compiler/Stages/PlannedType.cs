using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Shapes;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Paths;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Compiler.Specs;
using NetSpec.Compiler.Theory;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;

namespace NetSpec.Compiler.Stages;

/// <summary>A type that is ready to be printed.</summary>
/// <param name="Name">The type and its file.</param>
/// <param name="Plan">The plan; null when the net has errors or cannot be planned.</param>
/// <param name="Shell">What is printed without a plan.</param>
/// <param name="Problem">Why a net without errors has no plan.</param>
/// <param name="Paths">The net's paths, when it has a plan and asks for their theory.</param>
internal sealed record PlannedType(TypeName Name, Plan? Plan, NetShell Shell, TypeProblem? Problem, PlannedPaths? Paths)
{
    /// <summary>The net token by token, when it has a plan and asks for that.</summary>
    public PlannedDecoder? Decoder { get; init; }

    /// <summary>The net's device programs, when it has a plan and asks for a device.</summary>
    public PlannedGpu? Gpu { get; init; }

    /// <summary>The patterns of the Kronecker-sparse factors in the type's programs, each once, in order.</summary>
    public EquatableArray<KroneckerShape> Patterns
    {
        get
        {
            IEnumerable<Plan> plans = Plan is null ? [] : Decoder?.Plan is { } decoder ? [Plan, decoder.Program] : [Plan];
            return PatternNames.Of(plans.Concat(Paths?.Plan?.Programs.Plans ?? [])).ToEquatableArray();
        }
    }

    /// <summary>What is wrong with the type beyond its own file.</summary>
    public EquatableArray<TypeProblem> Problems(bool hasIlgpu)
    {
        IEnumerable<TypeProblem> own = [.. new[] { Problem, Decoder?.Problem }.OfType<TypeProblem>()];
        return own.Concat(Gpu?.Problems(Name, hasIlgpu) ?? []).ToEquatableArray();
    }

    /// <summary>What is wrong with a net whose paths are asked for: an op that their theory does not speak of, or too many of them.</summary>
    private static TypeProblem? WithoutPaths(TypeName name, Net net)
    {
        if (!PathPasses.AreAsked(net))
            return null;

        if (PathPlanner.Obstacle(net) is (var node, var reason))
        {
            return new(name, ProblemCode.OutsideTheory, reason)
            {
                Node = node.Id,
                Advice = $"take '{net.Passes.First(PathPasses.IsOne)}' out of the 'emit' line of '{net.Name}'",
            };
        }

        if (PathLimits.Places(net) is not (> PathLimits.MostPlaces and var places))
            return null;

        var message = $"the values of '{net.Name}' have {CSharp.Readable(places)} channels, rows and columns in all; the theory of its paths is there for "
            + $"{CSharp.Readable(PathLimits.MostPlaces)} at most";
        return new(name, ProblemCode.PathsTooLarge, message) { Pass = net.Passes.First(PathPasses.IsOne) };
    }

    /// <summary>Plans a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="verify">Whether each stage is looked at: see <see cref="StageVerifier"/>.</param>
    /// <param name="plainPass">See <see cref="CompilerOptions.PlainPass"/>.</param>
    public static PlannedType Of(SpecType type, bool verify = false, bool plainPass = false)
    {
        var name = type.Name;
        try
        {
            if (type.Net is null)
                return new(name, null, type.Shell, null, null);

            var plan = Planner.Plan(type.Net);
            var paths = PlannedPaths.Of(type.Path, type.Net, plan, plainPass);
            var decoder = PlannedDecoder.Of(name, type.Net, plan);
            if (verify && StageVerifier.Problem(type.Net, plan, paths?.Plan, decoder?.Plan) is { } broken)
                return new(name, null, type.Shell, new(name, ProblemCode.Internal, broken), null);

            return new(name, plan with { HasDecoder = decoder?.Plan is not null }, type.Shell, WithoutPaths(name, type.Net), paths)
            {
                Decoder = decoder,
                Gpu = PlannedGpu.Of(name, type.Net),
            };
        }
        catch (PlanTooLargeException exception)
        {
            return new(name, null, type.Shell, new(name, ProblemCode.WorkspaceTooLarge, $"'{type.Shell.Name}' cannot run: {exception.Message}"), null);
        }
        catch (OpWithoutKernelException exception)
        {
            var node = type.Net!.Nodes.FirstOrDefault(node => node.Name == exception.Node)?.Id;
            return new(name, null, type.Shell, new(name, ProblemCode.OpWithoutKernel, exception.Message) { Node = node }, null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(name, null, type.Shell, new(name, ProblemCode.Internal, InternalError.Describe(exception)), null);
        }
    }
}
