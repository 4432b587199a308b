using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Tracker.Api.Accounts;
using Tracker.Api.Documents;
using Tracker.Api.Administration;
using Tracker.Api.Coordination;
using Tracker.Api.Figures;
using Tracker.Api.Help;
using Tracker.Api.Imports;
using Tracker.Api.Items;
using Tracker.Api.Journal;
using Tracker.Api.Meetings;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Programmes;
using Tracker.Api.Reminders;
using Tracker.Api.Reports;
using Tracker.Api.Seals;
using Tracker.Api.Search;
using Tracker.Api.Sessions;

namespace Tracker.Api;

/// <summary>The pages that people read. They take the parameters of the API and share its reading.</summary>
public static class PageEndpoints
{
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddScoped<PageFrames>();
        services.AddScoped<ItemLists>();
        services.AddScoped<ItemForms>();
        services.AddScoped<QuickEntry>();
        services.AddScoped<ListEntry>();
        services.AddScoped<ImportPages>();
        services.AddScoped<WorkReading>();
        services.AddScoped<ReportPages>();
        services.AddScoped<AmendmentPages>();
        services.AddScoped<ProposalPages>();
        services.AddScoped<NextYearPages>();
        services.AddSingleton<PageFiles>();
        services.AddForms();
    }

    public static void MapPages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").ExcludeFromDescription();
        pages.MapFigurePages();
        pages.MapItemPages();
        AmendmentPages.Map(pages);
        ProposalPages.Map(pages);
        NextYearPages.Map(pages);
        pages.MapAccountPages();
        pages.MapPaperFiles();
        ImportPages.Map(pages);
        pages.MapReconciliationPages();
        pages.MapOverduePages();
        pages.MapWorkPages();
        ReportPages.Map(pages);
        CoordinationPages.Map(pages);
        pages.MapSealPages();
        pages.MapSearchPages();
        pages.MapAdministrationPages();
        MeetingPages.Map(pages);
        SessionPages.Map(pages);
        ReminderPages.Map(pages);
        pages.MapJournalPages();
        pages.MapHelpPages();
    }

    /// <summary>The page as an answer (of no type of its own: what is written at build from the routes knows no page); it may be kept by the reader's own browser only, and is asked for again.</summary>
    public static IResult Show<TPage, TModel>(HttpResponse response, TModel model) where TPage : IComponent
    {
        response.Headers.CacheControl = "private, no-cache";
        return new RazorComponentResult<TPage>(new Dictionary<string, object?> { ["Model"] = model }) { StatusCode = response.StatusCode };
    }

    /// <summary>A page that is the same for everybody.</summary>
    public static IResult Show<TPage>(HttpResponse response) where TPage : IComponent
    {
        response.Headers.CacheControl = "private, no-cache";
        return new RazorComponentResult<TPage>() { StatusCode = response.StatusCode };
    }
}
