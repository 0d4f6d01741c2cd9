using System;
using NetSpec.Dsl.Graph;
using NetSpec.Generator.Planning;

namespace NetSpec.Generator.Shell;

/// <summary>A type that is ready to be printed.</summary>
/// <param name="Name">The type and its file.</param>
/// <param name="Plan">The plan; null when the net has errors or cannot be planned.</param>
/// <param name="Shell">What is printed without a plan.</param>
/// <param name="Problem">Why a net without errors has no plan.</param>
public sealed record PlannedType(TypeName Name, Plan? Plan, NetShell Shell, TypeProblem? Problem)
{
    public static PlannedType Of(SpecType type)
    {
        var name = new TypeName(type.Path, type.Shell.FullName);
        try
        {
            return new(name, type.Net is null ? null : Planner.Plan(type.Net), type.Shell, null);
        }
        catch (PlanTooLargeException exception)
        {
            return new(name, null, type.Shell, new(name, Descriptors.WorkspaceTooLarge.Id, $"'{type.Shell.Name}' cannot run: {exception.Message}"));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(name, null, type.Shell, new(name, Descriptors.Internal.Id, InternalError.Describe(exception)));
        }
    }
}
